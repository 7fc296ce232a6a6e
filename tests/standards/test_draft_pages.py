"""Writing, discarding and publishing on the pages; everything works without scripts."""

import re

import pytest
from django.utils import timezone

from gijun.events import log
from gijun.standards import actions, queries
from gijun.standards.models import StandardVersion
from gijun.standards.rules.content import Said
from gijun.standards.rules.steps import Step
from tests.standards import agreed
from tests.standards.browser import HTMX, browser, draft_form, url, words


def test_a_draft_is_written_in_one_form(policy, centre, now):
    draft = actions.draft_version(agreed.matter(policy, centre).pk, by=policy, at=now)
    given = draft_form(
        draft,
        channel=["any", "email"],
        language=["ko", "en"],
        sentence=["모두", "By mail"],
        step=["하나", "", "둘"],
        change_note="처음",
        review_on="2027-01-31",
    )

    response = browser(policy).post(url("edit", draft.pk), given)

    assert response.url == url("page", draft.standard_id)
    says = StandardVersion.objects.get().content()
    assert [(one.channel, one.language, one.text) for one in says.sentences] == [
        ("any", "ko", "모두"),
        ("email", "en", "By mail"),
    ]
    steps = tuple(step.text for step in says.steps)
    assert (steps, says.change_note, str(says.review_on)) == (("하나", "둘"), "처음", "2027-01-31")


@pytest.mark.parametrize(
    ("act", "sentences", "steps"),
    [
        ("add-sentence", ["모두", ""], ["하나", "둘"]),
        ("drop-sentence-0", [], ["하나", "둘"]),
        ("add-step", ["모두"], ["하나", "둘", ""]),
        ("drop-step-0", ["모두"], ["둘"]),
        ("up-step-1", ["모두"], ["둘", "하나"]),
        ("up-step-0", ["모두"], ["하나", "둘"]),
        ("drop-step-9", ["모두"], ["하나", "둘"]),
        ("nonsense", ["모두"], ["하나", "둘"]),
    ],
)
@pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "fragment"])
def test_rows_are_added_moved_and_removed_without_saving(policy, centre, now, act, sentences, steps, headers):
    draft = agreed.draft(policy, centre)
    before = log.head()
    given = draft_form(draft, sentence=["모두"], step=["하나", "둘"], act=act)

    response = browser(policy).post(url("edit", draft.pk), given, headers=headers)

    html = response.content.decode()
    assert re.findall(r'<textarea name="sentence"[^>]*>([^<]*)</textarea>', html) == sentences
    assert re.findall(r'<input name="step" value="([^"]*)"', html) == steps
    assert ("<html" in html) == (not headers)
    assert log.head() == before


def test_a_new_row_is_for_the_next_channel_without_words(policy, centre, now):
    draft = agreed.draft(policy, centre)

    response = browser(policy).post(url("edit", draft.pk), draft_form(draft, act="add-sentence"))

    assert response.context["rows"].sentences[-1] == Said("email", "ko", "")


def test_a_draft_changed_meanwhile_shows_both_and_saving_again_replaces_it(policy, manager, centre, now):
    draft = agreed.draft(policy, centre)
    mine = draft_form(draft, sentence=["나중 쓴 말"])
    actions.change_draft(draft.pk, agreed.content("먼저 쓴 말"), by=manager, at=now)
    client = browser(policy)

    response = client.post(url("edit", draft.pk), mine)

    assert response.status_code == 409
    assert "먼저 쓴 말" in words(response)
    assert "나중 쓴 말" in words(response)
    again = mine | {"seen_hash": response.context["seen_hash"]}
    assert client.post(url("edit", draft.pk), again).status_code == 302
    assert StandardVersion.objects.get().sentences.get().text == "나중 쓴 말"


def test_a_draft_that_is_not_sound_is_shown_again_with_its_words(policy, centre, now):
    draft = agreed.draft(policy, centre)
    given = draft_form(draft, channel=["any", "any"], language=["ko", "ko"], sentence=["하나", "둘"])

    response = browser(policy).post(url("edit", draft.pk), given)

    assert response.status_code == 422
    assert "Two sentences are for" in words(response)
    assert "둘" in words(response)


def test_a_published_version_has_no_form(policy, centre, now):
    version = agreed.published(policy, centre, at=now)

    assert browser(policy).get(url("edit", version.pk)).url == url("page", version.standard_id)


def test_publishing_now(policy, jisu, centre, now):
    draft = agreed.approve(agreed.draft(policy, centre))

    response = browser(policy).post(url("publish", draft.pk), {"when": "now"})

    assert response.url == url("page", draft.standard_id)
    assert [one.version_id for one in queries.find(jisu, "환불", at=timezone.now())] == [draft.pk]


def test_publishing_later_is_read_in_the_centres_zone(policy, centre, now):
    draft = agreed.approve(agreed.draft(policy, centre))

    browser(policy).post(url("publish", draft.pk), {"when": "later", "valid_from": "2099-01-02T09:30"})

    assert StandardVersion.objects.get().valid_from.isoformat() == "2099-01-02T00:30:00+00:00"


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"when": "later"}, "Say from when on"),
        ({"when": "later", "valid_from": "2020-01-01T00:00"}, "has passed"),
        ({"when": "later", "valid_from": "soon"}, "valid date"),
    ],
)
def test_publishing_from_no_sensible_time_is_refused(policy, centre, now, given, refusal):
    draft = agreed.draft(policy, centre)

    response = browser(policy).post(url("publish", draft.pk), given)

    assert response.status_code == 409
    assert refusal in words(response)
    assert StandardVersion.objects.get().is_draft


def test_a_draft_is_begun_and_discarded(policy, centre, now):
    version = agreed.published(policy, centre, at=now)
    client = browser(policy)

    client.post(url("draft", version.standard_id))
    assert client.post(url("draft", version.standard_id), headers=HTMX).status_code == 409
    draft = StandardVersion.objects.get(number=2)
    assert client.post(url("discard", draft.pk)).url == url("page", version.standard_id)

    assert StandardVersion.objects.count() == 1


def test_the_page_says_what_a_draft_lacks_instead_of_offering_to_publish_it(policy, centre, now):
    draft = actions.draft_version(agreed.matter(policy, centre).pk, by=policy, at=now)
    client = browser(policy)

    before = client.get(url("page", draft.standard_id))
    actions.change_draft(draft.pk, agreed.content(), by=policy, at=now)
    after = client.get(url("page", draft.standard_id))

    assert "Write the Korean sentence for every channel." in words(before)
    assert url("publish", draft.pk) not in before.content.decode()
    assert url("publish", draft.pk) in after.content.decode()


def test_steps_say_why_and_which_of_them_are_critical(policy, centre, now):
    draft = agreed.draft(policy, centre)
    given = draft_form(draft, step=["하나", "둘"], why=["까닭", ""], critical=["", "1"])
    client = browser(policy)

    client.post(url("edit", draft.pk), given)

    assert StandardVersion.objects.get().content().steps == (
        Step("하나", "까닭"),
        Step("둘", is_critical=True),
    )
    shown = client.get(url("edit", draft.pk)).content.decode()
    assert re.findall(r'name="why" value="([^"]*)"', shown) == ["까닭", ""]
    assert re.findall(r'<option value="1" (selected)?>', shown) == ["", "selected"]
