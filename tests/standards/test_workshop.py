"""Workshops: words proposed and voted on without names, and decided into the draft."""

from dataclasses import replace

import pytest
from django.core.exceptions import PermissionDenied

from gijun.events import replay
from gijun.events.models import Event
from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.events import CandidateProposed, DissentNoted, VoteCast, WorkshopDecided, WorkshopOpened
from gijun.standards.models import Candidate, StandardVersion, Vote, Workshop
from gijun.standards.rules.content import Step, content_hash, hash_of, sentence_of
from tests import make
from tests.make import NOON
from tests.standards import agreed

PURPOSE = "환불 시점을 한 번에 알 수 있게"
WORDS = "환불은 영업일 3일 안에 됩니다."


def last():
    event = Event.objects.order_by("-position").first()
    return next(fact for _event, fact in replay.facts([event]))


@pytest.fixture
def standard(policy, centre):
    return agreed.published(policy, centre, agreed.content(steps=("주문 확인",))).standard


@pytest.fixture
def workshop(standard, policy):
    return actions.open_workshop(standard.pk, PURPOSE, by=policy, at=NOON)


@pytest.fixture
def candidate(workshop, jisu):
    return actions.propose(workshop.pk, WORDS, by=jisu, at=NOON)


def test_opening_says_what_gets_better_and_the_log_does_not_repeat_it(standard, policy, centre):
    workshop = actions.open_workshop(standard.pk, f"  {PURPOSE}\r\n", by=policy, at=NOON)

    assert (workshop.purpose, workshop.opened_by, workshop.decided_at) == (PURPOSE, policy, None)
    assert last() == WorkshopOpened(
        workshop_id=workshop.pk,
        standard_id=standard.pk,
        team_id=centre.pk,
        purpose_hash=hash_of(PURPOSE),
    )


@pytest.mark.parametrize(("purpose", "refusal"), [("  ", "gets better"), ("가" * 301, "300 characters")])
def test_a_workshop_needs_a_purpose_of_one_line(standard, policy, purpose, refusal):
    with pytest.raises(StandardsError, match=refusal):
        actions.open_workshop(standard.pk, purpose, by=policy, at=NOON)


def test_a_standard_has_one_open_workshop(workshop, policy):
    with pytest.raises(StandardsError, match="open already"):
        actions.open_workshop(workshop.standard_id, "또 하나", by=policy, at=NOON)

    actions.decide(workshop.pk, None, "아직 이릅니다.", by=policy, at=NOON)
    again = actions.open_workshop(workshop.standard_id, "또 하나", by=policy, at=NOON)
    assert Workshop.objects.get(decided_at=None) == again


def test_agents_take_part_and_do_not_open_or_decide(standard, workshop, candidate, jisu):
    assert candidate.author == jisu
    with pytest.raises(PermissionDenied):
        actions.open_workshop(standard.pk, PURPOSE, by=jisu, at=NOON)
    with pytest.raises(PermissionDenied):
        actions.decide(workshop.pk, candidate.pk, "좋아서", by=jisu, at=NOON)


def test_whoever_only_looks_on_does_not_take_part(workshop, candidate, admin):
    for act in (
        lambda: actions.propose(workshop.pk, "다른 말", by=admin, at=NOON),
        lambda: actions.vote(workshop.pk, candidate.pk, by=admin, at=NOON),
        lambda: actions.note_dissent(workshop.pk, "아닙니다.", by=admin, at=NOON),
    ):
        with pytest.raises(PermissionDenied, match="take part"):
            act()


def test_a_workshop_of_another_centre_does_not_exist_for_strangers(workshop, candidate, stranger):
    for act in (
        lambda: actions.propose(workshop.pk, "다른 말", by=stranger, at=NOON),
        lambda: actions.vote(workshop.pk, candidate.pk, by=stranger, at=NOON),
        lambda: actions.note_dissent(workshop.pk, "아닙니다.", by=stranger, at=NOON),
    ):
        with pytest.raises(Workshop.DoesNotExist):
            act()
    with pytest.raises(PermissionDenied):
        actions.decide(workshop.pk, candidate.pk, "좋아서", by=stranger, at=NOON)


def test_proposing_keeps_the_words_and_names_them_by_their_hash(workshop, jisu, centre):
    candidate = actions.propose(workshop.pk, f" {WORDS}\n", by=jisu, at=NOON)

    assert (candidate.text, candidate.author, candidate.proposed_at) == (WORDS, jisu, NOON)
    assert last() == CandidateProposed(
        workshop_id=workshop.pk,
        standard_id=workshop.standard_id,
        team_id=centre.pk,
        candidate_id=candidate.pk,
        author_id=jisu.pk,
        content_hash=hash_of(WORDS),
    )


def test_the_same_words_are_not_proposed_twice(workshop, candidate, lead):
    with pytest.raises(StandardsError, match="proposed already"):
        actions.propose(workshop.pk, f"{WORDS} ", by=lead, at=NOON)

    assert Candidate.objects.count() == 1


@pytest.mark.parametrize(("text", "refusal"), [(" ", "Write the sentence"), ("가" * 4001, "4000 characters")])
def test_a_proposal_is_a_sentence(workshop, jisu, text, refusal):
    with pytest.raises(StandardsError, match=refusal):
        actions.propose(workshop.pk, text, by=jisu, at=NOON)


def test_a_person_has_one_vote_and_may_change_it(workshop, candidate, jisu, lead, centre):
    other = actions.propose(workshop.pk, "사흘 뒤 환불됩니다.", by=lead, at=NOON)
    actions.vote(workshop.pk, candidate.pk, by=jisu, at=NOON)
    actions.vote(workshop.pk, other.pk, by=jisu, at=make.at(60))

    cast = Vote.objects.get()
    assert (cast.voter, cast.candidate, cast.cast_at) == (jisu, other, make.at(60))
    assert last() == VoteCast(
        workshop_id=workshop.pk,
        standard_id=workshop.standard_id,
        team_id=centre.pk,
        candidate_id=other.pk,
        voter_id=jisu.pk,
    )


def test_the_same_vote_again_changes_nothing(workshop, candidate, jisu):
    actions.vote(workshop.pk, candidate.pk, by=jisu, at=NOON)
    before = Event.objects.count()

    assert actions.vote(workshop.pk, candidate.pk, by=jisu, at=make.at(60)).cast_at == NOON
    assert Event.objects.count() == before


def test_votes_go_to_candidates_of_the_same_workshop(workshop, candidate, policy, centre):
    elsewhere = agreed.matter(policy, centre, title="교환")
    other = actions.open_workshop(elsewhere.pk, "교환을 쉽게", by=policy, at=NOON)

    with pytest.raises(StandardsError, match="not among"):
        actions.vote(other.pk, candidate.pk, by=policy, at=NOON)
    with pytest.raises(StandardsError, match="not among"):
        actions.decide(other.pk, candidate.pk, "좋아서", by=policy, at=NOON)


def test_dissent_is_kept_for_good(workshop, jisu, centre):
    dissent = actions.note_dissent(workshop.pk, "사흘은 지키지 못합니다.", by=jisu, at=NOON)

    assert (dissent.person, dissent.text) == (jisu, "사흘은 지키지 못합니다.")
    assert last() == DissentNoted(
        workshop_id=workshop.pk,
        standard_id=workshop.standard_id,
        team_id=centre.pk,
        dissent_id=dissent.pk,
        person_id=jisu.pk,
        content_hash=hash_of("사흘은 지키지 못합니다."),
    )


def test_deciding_begins_a_draft_that_says_the_words_and_keeps_everything_else(
    workshop, candidate, policy, centre
):
    decided = actions.decide(workshop.pk, candidate.pk, "가장 짧습니다.", by=policy, at=make.at(60))

    draft = StandardVersion.objects.get(standard=workshop.standard, state="draft")
    says = draft.content()
    assert (sentence_of(says.sentences, "any", "ko"), says.steps) == (WORDS, (Step("주문 확인"),))
    assert (decided.chosen, decided.decided_by, decided.decided_at) == (candidate, policy, make.at(60))
    assert last() == WorkshopDecided(
        workshop_id=workshop.pk,
        standard_id=workshop.standard_id,
        team_id=centre.pk,
        candidate_id=candidate.pk,
        version_id=draft.pk,
        reason_hash=hash_of("가장 짧습니다."),
    )


def test_deciding_changes_one_sentence_of_the_draft_somebody_writes(workshop, candidate, policy):
    draft = actions.draft_version(workshop.standard_id, by=policy, at=NOON)
    english, chat = agreed.said("Three days.", "any", "en"), agreed.said("사흘이요!", "chat", "ko")
    written = agreed.content(steps=("카드사 확인",), explanation="약관 7조")
    says = replace(written, sentences=(*written.sentences, english, chat))
    actions.change_draft(draft.pk, says, by=policy, at=NOON)

    actions.decide(workshop.pk, candidate.pk, "가장 짧습니다.", by=policy, at=NOON)

    draft.refresh_from_db()
    expected = replace(written, sentences=(agreed.said(WORDS), english, chat))
    assert content_hash(draft.content()) == content_hash(expected)


def test_a_standard_without_a_version_gets_its_first_words(policy, jisu, centre):
    standard = agreed.matter(policy, centre)
    workshop = actions.open_workshop(standard.pk, PURPOSE, by=policy, at=NOON)
    candidate = actions.propose(workshop.pk, WORDS, by=jisu, at=NOON)

    actions.decide(workshop.pk, candidate.pk, "좋아서", by=policy, at=NOON)

    draft = StandardVersion.objects.get(standard=standard)
    assert (draft.number, sentence_of(draft.content().sentences, "any", "ko")) == (1, WORDS)


def test_closing_without_words_leaves_the_standard_alone(workshop, candidate, policy, centre):
    actions.decide(workshop.pk, None, "자료가 더 필요합니다.", by=policy, at=NOON)

    workshop.refresh_from_db()
    assert (workshop.chosen, workshop.decision_reason) == (None, "자료가 더 필요합니다.")
    assert not StandardVersion.objects.filter(state="draft").exists()
    assert (last().candidate_id, last().version_id) == (None, None)


def test_a_decision_says_why(workshop, candidate, policy):
    with pytest.raises(StandardsError, match="Say in one line why"):
        actions.decide(workshop.pk, candidate.pk, " ", by=policy, at=NOON)

    assert Workshop.objects.get().decided_at is None


def test_nothing_changes_after_the_decision(workshop, candidate, policy, jisu):
    actions.decide(workshop.pk, candidate.pk, "좋아서", by=policy, at=NOON)
    before = Event.objects.count()

    for act in (
        lambda: actions.propose(workshop.pk, "다른 말", by=jisu, at=NOON),
        lambda: actions.vote(workshop.pk, candidate.pk, by=jisu, at=NOON),
        lambda: actions.note_dissent(workshop.pk, "아닙니다.", by=jisu, at=NOON),
        lambda: actions.decide(workshop.pk, None, "아니요", by=policy, at=NOON),
    ):
        with pytest.raises(StandardsError, match="is decided"):
            act()
    assert Event.objects.count() == before


def test_a_refused_draft_undoes_the_decision(workshop, candidate, policy, monkeypatch):
    refused = StandardsError("no")

    def refuse(*_args, **_kwargs):
        raise refused

    monkeypatch.setattr("gijun.standards.actions.workshop.change_draft", refuse)
    with pytest.raises(StandardsError, match="no"):
        actions.decide(workshop.pk, candidate.pk, "좋아서", by=policy, at=NOON)

    assert Workshop.objects.get().decided_at is None
    assert not StandardVersion.objects.filter(state="draft").exists()
