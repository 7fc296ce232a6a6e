"""Everything about a workshop may happen twice at once."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from gijun.standards import actions
from gijun.standards.errors import StandardsError
from gijun.standards.models import Candidate, StandardVersion, Vote, Workshop
from tests import make
from tests.committed import race
from tests.make import NOON
from tests.standards import agreed

pytestmark = pytest.mark.threads
TIMES = tuple((make.at(second),) for second in range(4))


@pytest.fixture
def policy(committed_db):
    return make.person("policy", make.centre(), "policy_owner")


@pytest.fixture
def workshop(policy):
    standard = agreed.matter(policy, policy.memberships.get().team)
    return actions.open_workshop(standard.pk, "쉽게", by=policy, at=NOON)


def refused(act):
    """The answer of the action, or the sentence that refuses it."""

    def asked(*args):
        try:
            with translation.override("en"):  # of this thread
                return act(*args)
        except StandardsError as error:
            with translation.override("en"):
                return str(error)

    return asked


def test_of_several_who_open_a_workshop_one_does_and_the_others_are_led_to_it(policy):
    standard = agreed.matter(policy, policy.memberships.get().team)
    answers = race(
        refused(lambda at: actions.open_workshop(standard.pk, "쉽게", by=policy, at=at).pk), *TIMES
    )

    assert sum(isinstance(one, int) for one in answers) == 1
    assert sum("Take part in that one" in str(one) for one in answers) == 3
    assert Workshop.objects.count() == 1


def test_the_same_words_at_once_become_one_candidate(policy, workshop):
    race(refused(lambda at: actions.propose(workshop.pk, "사흘 뒤 됩니다.", by=policy, at=at)), *TIMES)

    assert Candidate.objects.count() == 1


def test_a_person_who_votes_twice_at_once_has_one_vote(policy, workshop):
    ids = [actions.propose(workshop.pk, f"{days}일 뒤 됩니다.", by=policy, at=NOON).pk for days in range(4)]
    race(lambda pk: actions.vote(workshop.pk, pk, by=policy, at=NOON), *((pk,) for pk in ids))

    assert Vote.objects.count() == 1


def test_of_several_who_decide_one_does_and_one_draft_says_it(policy, workshop):
    ids = [actions.propose(workshop.pk, f"{days}일 뒤 됩니다.", by=policy, at=NOON).pk for days in range(4)]
    answers = race(
        refused(lambda pk: actions.decide(workshop.pk, pk, "좋아서", by=policy, at=NOON).chosen.text),
        *((pk,) for pk in ids),
    )

    won = [one for one in answers if one.endswith("일 뒤 됩니다.")]
    assert len(won) == 1
    assert sum("is decided" in one for one in answers) == 3
    assert StandardVersion.objects.get().sentences.get().text == won[0]


def test_the_tables_themselves_refuse_a_second_open_workshop_and_a_second_vote(policy, workshop):
    candidate = actions.propose(workshop.pk, "사흘 뒤 됩니다.", by=policy, at=NOON)
    vote = actions.vote(workshop.pk, candidate.pk, by=policy, at=NOON)
    for row in (workshop, vote):
        row.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            row.save(force_insert=True)
