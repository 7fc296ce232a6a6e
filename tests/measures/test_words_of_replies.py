"""Whose words went out: counted by hand over a few replies, and as the page shows it."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from gijun.measures import lake, queries, replies
from gijun.measures.in_use import Share
from gijun.measures.queries import Selection
from gijun.measures.replies import WordsOfReplies
from gijun.standards.actions.snippets import promote_snippet, retire_snippet
from tests import make
from tests.make import NOON
from tests.measures.told import DAY, Story, after
from tests.standards.browser import browser, words

FIRST, LAST = date(2026, 11, 20), date(2026, 12, 31)
PAGE = "measures:standards"


@pytest.fixture
def today(monkeypatch):
    """The pages' clock stands at noon of 1 December 2026 in Seoul."""
    at = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
    monkeypatch.setattr("django.utils.timezone.now", lambda: at)
    return at


@pytest.fixture
def story(team) -> Story:
    return Story(team.pk)


def contact(story, number, *, reason=10, standard=False, snippet=None, agent=1, edited=0.0):
    """A contact that was answered once and solved."""
    story.begin(number, number, number, customer=number)
    story.reply(number, number, number + 0.5, agent=agent, message=number)
    if standard:
        story.use(number, number, number + 0.5, message=number, found_ms=4_000)
    if snippet:
        story.use_script(
            number, number, number + 0.5, message=number, snippet=snippet, agent=agent, edited=edited
        )
    story.solve(number, number, number + 0.7, reason=reason)


def told(person, **narrowed) -> queries.WhoseWords:
    assert lake.refresh(lambda: after(14 * DAY))
    return queries.standards_in_use(person, Selection(FIRST, LAST, **narrowed)).words


def test_replies_are_told_apart_by_whose_words_they_hold(manager, story):
    contact(story, 1, standard=True)
    contact(story, 2, snippet=1)
    contact(story, 3, standard=True, snippet=1)
    contact(story, 4)

    total = told(manager).total

    assert total == WordsOfReplies(replies=4, with_agreed=2, with_script=2, with_both=1)
    assert (total.agreed, total.unofficial, total.own) == (Share(2, 4), Share(2, 4), Share(1, 4))


def test_each_reason_and_team_is_added_up_those_with_most_scripts_first(manager, centre, team, story):
    reason, other = make.reason(), make.reason("delivery", "배송")
    second = story.of(team_id=make.team(centre, "2팀").pk)
    contact(story, 1, reason=reason.pk, standard=True)
    contact(story, 2, reason=reason.pk, standard=True)
    contact(story, 3, reason=other.pk, snippet=1)
    contact(second, 4, reason=other.pk, snippet=1)
    contact(second, 5, reason=None, snippet=1)

    found = told(manager)

    assert found.by_reason == [
        ("배송", WordsOfReplies(2, 0, 2, 0)),
        ("", WordsOfReplies(1, 0, 1, 0)),
        ("환불", WordsOfReplies(2, 2, 0, 0)),
    ]
    assert found.by_team == [("2팀", WordsOfReplies(2, 0, 2, 0)), ("1팀", WordsOfReplies(3, 2, 1, 0))]
    assert told_of_team(manager, second.team_id) == WordsOfReplies(2, 0, 2, 0)


def told_of_team(person, team_id) -> WordsOfReplies:
    return queries.standards_in_use(person, Selection(FIRST, LAST, team_id=team_id)).words.total


def test_machines_voided_contacts_and_other_centres_are_not_counted(manager, story):
    contact(story, 1, snippet=1)
    story.void(1, 5)
    story.begin(2, 2, 2, customer=2)
    story.bot_reply(2, 2, 3)
    contact(story.of(team_id=make.centre("부산").pk), 3, snippet=1)

    found = told(manager)

    assert (found.total, found.by_reason, found.scripts) == (WordsOfReplies(0, 0, 0, 0), [], [])


def test_agreed_sentences_are_counted_like_the_measure_of_that_name(manager, story):
    contact(story, 1, standard=True)
    contact(story, 2, standard=True, snippet=1)
    contact(story, 3)

    total = told(manager).total
    overview = queries.overview(manager, Selection(FIRST, LAST))
    (measure,) = [one.total for one in overview.results if one.measure.name == "agreed_sentence_share"]

    assert (total.with_agreed, total.replies) == (measure.numerator, measure.n) == (2, 3)


def test_the_most_used_scripts_stand_first_and_hidden_ones_not_at_all(manager, jisu, team, story):
    much, little = make.script(team, jisu, title="많이"), make.script(team, jisu, title="조금")
    far = make.centre("부산")
    hidden = make.script(far, make.person("far", far, "agent"), title="남의 것")
    contact(story, 1, snippet=little.pk, edited=0.25)
    contact(story, 2, snippet=much.pk, agent=1)
    contact(story, 3, snippet=much.pk, agent=2, edited=0.5)
    contact(story, 4, snippet=hidden.pk)

    scripts = told(manager).scripts

    assert [(named.title, use.replies, use.people, use.edited_share) for named, use in scripts] == [
        ("많이", 2, 2, 0.25),
        ("조금", 1, 1, 0.25),
    ]


def test_shares_of_no_replies_have_no_value():
    nothing = replies.added_up([])

    assert (nothing.agreed.value, nothing.unofficial.value, nothing.own.value) == (None, None, None)


def test_the_page_shows_shares_with_what_they_are_of_in_korean(jisu, manager, team, story, today):
    script = make.script(team, jisu, title="사과 먼저")
    contact(story, 1, standard=True, reason=make.reason().pk)
    contact(story, 2, snippet=script.pk, reason=None)
    assert lake.refresh(lambda: today)

    page = browser(manager, "ko").get(reverse(PAGE))

    shown = words(page)
    assert "환불 1 100 % 21 %–100 % · n=1/1 0 % 0 %–79 % · n=0/1 0 % 0 %–79 % · n=0/1 0" in shown
    assert "사과 먼저 한지수 1팀 1 1 0 %" in shown
    assert "비공식" in shown


def test_the_list_links_to_making_a_standard_for_whoever_may_and_says_what_became_of_it(
    jisu, lead, team, story, today
):
    open_one, done, gone = (make.script(team, jisu, title=name) for name in ("하나", "둘", "셋"))
    standard = promote_snippet(done.pk, title="둘", by=lead, at=NOON).standard
    retire_snippet(gone.pk, by=jisu, at=NOON)
    for number, script in enumerate((open_one, done, gone), start=1):
        contact(story, number, snippet=script.pk)
    assert lake.refresh(lambda: today)

    page = browser(lead).get(reverse(PAGE))
    html = page.content.decode()

    link = reverse("standards:snippet", args=[open_one.pk]) + "#promote"
    assert html.count("#promote") == html.count(link) == 1
    assert reverse("standards:page", args=[standard.pk]) in html
    assert "▫ No longer offered" in words(page)
    assert "#promote" not in browser(jisu).get(reverse(PAGE)).content.decode()


def test_without_replies_the_page_says_what_to_do(manager, team, today):
    lake.refresh(lambda: today)

    shown = words(browser(manager).get(reverse(PAGE)))

    assert "No replies in this period" in shown
    assert "No words of a personal script went out in this period." in shown


def test_choosing_a_period_stays_on_the_page(manager, team, today):
    lake.refresh(lambda: today)

    html = browser(manager).get(reverse(PAGE)).content.decode()

    assert f'method="get" action="{reverse(PAGE)}"' in html
