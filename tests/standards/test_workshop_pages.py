"""The page of a workshop: usable by everybody it concerns, and without a name before the decision."""

import re

import pytest

from gijun.organisation.models import Person
from gijun.standards import actions, reactions
from gijun.standards.models import Candidate, StandardVersion, Vote, Workshop
from gijun.standards.queries.workshop import workshop_page
from gijun.standards.reactions import Reactions
from gijun.standards.rules.workshop import blind_key
from tests import make
from tests.make import NOON
from tests.standards import agreed
from tests.standards.browser import browser, url, words

FIRST, SECOND = "환불은 영업일 3일 안에 됩니다.", "카드사에 따라 사흘쯤 걸립니다."


class Told:
    """Customers' reactions as the test wants them."""

    def __init__(self, by_version) -> None:
        self.by_version = by_version

    def to_versions(self, version_ids, *, seen_by, at):
        return {pk: self.by_version[pk] for pk in version_ids if pk in self.by_version}

    def uses_of(self, version_ids, *, since):
        return {}


@pytest.fixture
def told():
    """Let the standards hear these reactions, for one test."""
    before = reactions.source()
    yield lambda by_version: reactions.register(Told(by_version))
    reactions.register(before)


@pytest.fixture
def hana(team) -> Person:
    return make.person("hana", team, "agent", name="윤하나")


@pytest.fixture
def workshop(policy, centre):
    standard = agreed.published(policy, centre).standard
    return actions.open_workshop(standard.pk, "한 번에 알 수 있게", by=policy, at=NOON)


@pytest.fixture
def proposed(workshop, jisu, hana):
    """Two candidates, a vote for each, and a disagreement."""
    first = actions.propose(workshop.pk, FIRST, by=jisu, at=NOON)
    second = actions.propose(workshop.pk, SECOND, by=hana, at=make.at(60))
    actions.vote(workshop.pk, first.pk, by=hana, at=make.at(120))
    actions.vote(workshop.pk, second.pk, by=jisu, at=make.at(180))
    actions.note_dissent(workshop.pk, "사흘은 어렵습니다.", by=hana, at=make.at(240))
    return first, second


def shown(person, workshop):
    return browser(person).get(url("workshop", workshop.pk))


def test_no_name_is_on_the_page_before_the_decision_for_anybody(
    workshop, proposed, policy, manager, lead, jisu, hana
):
    for person in (policy, manager, lead):
        actions.vote(workshop.pk, proposed[0].pk, by=person, at=make.at(300))
    for person in (policy, manager, lead, jisu, hana):
        html = shown(person, workshop).content.decode()
        others = {one.name for one in (manager, lead, jisu, hana)} - {person.name}

        assert [name for name in others if name in html] == []
        assert FIRST in html
        assert SECOND in html


def test_no_id_of_a_candidate_tells_when_it_came(workshop, proposed, policy):
    html = shown(policy, workshop).content.decode()
    values = re.findall(r'name="candidate" value="([^"]+)"', html)

    assert values == sorted(blind_key(workshop.pk, text) for text in (FIRST, SECOND))


def test_the_query_gives_neither_names_nor_others_votes(workshop, proposed, manager):
    page = workshop_page(manager, workshop.pk, NOON)

    assert [(one.author, one.voters, one.votes) for one in page.candidates] == [("", (), None)] * 2
    assert page.dissents == []


def test_others_disagreement_is_shown_with_the_decision_and_ones_own_at_once(workshop, proposed, hana, lead):
    assert "사흘은 어렵습니다." in words(shown(hana, workshop))
    assert "사흘은 어렵습니다." not in words(shown(lead, workshop))


def test_votes_are_shown_to_whoever_has_voted(workshop, proposed, lead):
    client = browser(lead)
    before = words(client.get(url("workshop", workshop.pk)))
    key = blind_key(workshop.pk, FIRST)
    response = client.post(url("vote", workshop.pk), {"candidate": key}, follow=True)

    assert "1 vote" not in before
    assert "once you have voted" in before
    assert "2 votes" in words(response)
    assert "1 vote" in words(response)
    assert f'value="{key}" checked' in response.content.decode()


def test_an_agent_proposes_and_the_page_says_so_without_the_name(workshop, jisu, hana):
    response = browser(jisu).post(url("propose", workshop.pk), {"text": FIRST}, follow=True)

    assert Candidate.objects.get().author == jisu
    assert "without your name" in words(response)
    assert jisu.name not in shown(hana, workshop).content.decode()


def test_what_is_wrong_stands_beside_what_was_typed(workshop, proposed, jisu, policy):
    agent, writer = browser(jisu), browser(policy)
    same = agent.post(url("propose", workshop.pk), {"text": FIRST})
    empty = agent.post(url("vote", workshop.pk), {})
    unknown = agent.post(url("vote", workshop.pk), {"candidate": "0" * 16})
    why = writer.post(url("decide", workshop.pk), {"chosen": "none", "reason": ""})

    assert [one.status_code for one in (same, empty, unknown, why)] == [422] * 4
    assert "proposed already" in words(same)
    assert f">\n{FIRST}</textarea>" in same.content.decode()
    assert "Choose a sentence" in words(empty)
    assert "not among the candidates" in words(unknown)
    assert Workshop.objects.get().decided_at is None


def test_deciding_shows_every_name_the_votes_and_the_disagreement(workshop, proposed, policy, lead):
    chosen = {"chosen": blind_key(workshop.pk, SECOND), "reason": "카드사마다 다르니까"}
    response = browser(policy).post(url("decide", workshop.pk), chosen, follow=True)
    text = words(response)

    assert "Chosen · Proposed by 윤하나" in text
    assert "Proposed by 한지수" in text
    assert "Voted for it: 한지수" in text
    assert "카드사마다 다르니까 정정책" in text
    assert "사흘은 어렵습니다. 윤하나" in text
    assert text.index(SECOND) < text.index(FIRST)
    assert words(shown(lead, workshop)).count("윤하나") == text.count("윤하나")
    draft = StandardVersion.objects.get(state="draft")
    assert draft.sentences.get().text == SECOND


def test_closing_without_a_sentence_says_so(workshop, proposed, policy):
    response = browser(policy).post(
        url("decide", workshop.pk), {"chosen": "none", "reason": "자료 부족"}, follow=True
    )

    assert "closed without a sentence. 자료 부족" in words(response)
    assert not StandardVersion.objects.filter(state="draft").exists()


def test_a_decided_workshop_takes_nothing_more(workshop, proposed, policy, jisu):
    actions.decide(workshop.pk, None, "자료 부족", by=policy, at=NOON)
    client = browser(jisu)
    key = blind_key(workshop.pk, FIRST)

    assert client.post(url("vote", workshop.pk), {"candidate": key}).status_code == 422
    assert Vote.objects.filter(voter=jisu, candidate__text=SECOND).count() == 1
    assert "<form" not in _main(client.get(url("workshop", workshop.pk)))


def _main(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def test_people_open_a_workshop_on_a_standard(policy, centre):
    standard, client = agreed.matter(policy, centre), browser(policy)
    assert "Not who is right" in words(client.get(url("open_workshop", standard.pk)))
    assert client.post(url("open_workshop", standard.pk), {"purpose": " "}).status_code == 422

    response = client.post(url("open_workshop", standard.pk), {"purpose": "쉽게"}, follow=True)
    again = client.post(url("open_workshop", standard.pk), {"purpose": "또"})

    assert "쉽게" in words(response)
    assert again.status_code == 422
    assert "open already" in words(again)


def test_who_may_not_take_part_sees_no_form_and_strangers_see_nothing(workshop, proposed, admin, stranger):
    page = shown(admin, workshop)

    assert FIRST in words(page)
    assert "<form" not in _main(page).replace('<form class="card stack"', "", 1)
    assert "<button" not in _main(page)
    assert browser(admin).post(url("propose", workshop.pk), {"text": "말"}).status_code == 403
    assert shown(stranger, workshop).status_code == 404
    assert browser(stranger).post(url("propose", workshop.pk), {"text": "말"}).status_code == 404


def test_agents_neither_open_nor_decide(workshop, proposed, jisu):
    client = browser(jisu)

    assert "Decide" not in words(client.get(url("workshop", workshop.pk)))
    assert client.post(url("decide", workshop.pk), {"chosen": "none", "reason": "왜"}).status_code == 403
    assert client.get(url("open_workshop", workshop.standard_id)).status_code == 403


def test_beside_each_candidate_stands_what_customers_made_of_words_like_it(workshop, proposed, policy, told):
    version = StandardVersion.objects.get()
    near = actions.propose(workshop.pk, "영업일 3~5일 안에 꼭 환불됩니다.", by=policy, at=NOON)
    told({version.pk: Reactions(40, 30, 12, 3, ("아직 안 들어왔어요",))})

    lines = {one.text: one.heard for one in workshop_page(policy, workshop.pk, NOON).candidates}
    text = words(shown(policy, workshop))

    assert lines[SECOND] is None
    assert lines[near.text].number == 1
    assert lines[near.text].reactions.uses == 40
    assert "67% like version 1 · said 40" in text
    assert "90% like version 1 · said 40 times · wrote again within 7 days: 12 of 30 · reopened: 3" in text
    assert "아직 안 들어왔어요" in text
    assert text.count("Not said to anyone yet") == 1


def test_a_single_use_and_one_that_is_too_fresh_are_said_in_words(workshop, policy, told):
    version = StandardVersion.objects.get()
    actions.propose(workshop.pk, "영업일 3~5일 안에 꼭 환불됩니다.", by=policy, at=NOON)
    told({version.pk: Reactions(uses=1)})

    assert "said 1 time · its 7 days are not over yet" in words(shown(policy, workshop))
