"""What stands before Ready, and what follows a mode in breaks."""

import pytest

from gijun.desk.queries.modes.board import board
from gijun.organisation.actions.floor import enter_state
from gijun.organisation.errors import OrganisationError
from gijun.organisation.queries.floor import state_of
from gijun.standards.actions.notices import add_notice
from gijun.standards.actions.receipts import confirm_read
from gijun.standards.terms.publishing import GRACE
from tests.make import NOON

LATE = NOON + GRACE


@pytest.fixture
def notice(centre, manager):
    return add_notice(title="새 환불 기준", text="글", team_id=centre.pk, must_read=True, by=manager, at=NOON)


def test_whoever_is_behind_with_reading_cannot_be_ready_until_they_read(jisu, notice):
    enter_state(jisu.pk, "preparing", by=jisu, at=LATE)

    with pytest.raises(OrganisationError, match="1 must-read is still open"):
        enter_state(jisu.pk, "ready", by=jisu, at=LATE)
    confirm_read(notice.pk, by=jisu, at=LATE)
    enter_state(jisu.pk, "ready", by=jisu, at=LATE)

    assert state_of([jisu.pk])[jisu.pk].kind == "ready"


def test_within_the_grace_ready_is_free(jisu, notice):
    enter_state(jisu.pk, "ready", by=jisu, at=NOON)

    assert state_of([jisu.pk])[jisu.pk].kind == "ready"


def test_other_states_stand_behind_no_gate(jisu, notice):
    enter_state(jisu.pk, "training", by=None, at=LATE, by_rule=True)

    assert state_of([jisu.pk])[jisu.pk].kind == "training"


def test_the_floor_counts_who_is_behind(jisu, lead, centre, notice):
    seen = [board(lead, centre, moment).unread for moment in (NOON, LATE)]
    assert seen == [0, 2]  # the agent, and the lead herself
