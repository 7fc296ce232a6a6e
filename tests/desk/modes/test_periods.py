"""Modes entered, prolonged, ended, suggested and denied; what each changes."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from gijun.desk import actions
from gijun.desk.actions import modes
from gijun.desk.errors import DeskError
from gijun.desk.models import ModePeriod, ModePlan, ModeSuggestion, Ticket
from gijun.desk.queries.modes import auto_message, mode_now, plan_now
from gijun.events.models import Event
from gijun.organisation.actions.breaks import ask_break
from gijun.organisation.actions.floor import enter_state
from tests import make
from tests.desk.clocks import agreed
from tests.make import NOON, at

MINUTE = 60


def told(name: str) -> list[dict]:
    return [event.data for event in Event.objects.filter(name=f"desk.{name}").order_by("position")]


def test_a_mode_holds_for_the_whole_centre_until_its_time_is_over(centre, team, manager):
    period = modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)

    assert [mode_now(team.pk, at(s * MINUTE)) for s in (-1, 0, 29, 30)] == [
        "normal",
        "peak",
        "peak",
        "normal",
    ]
    assert mode_now(make.centre("부산센터").pk, NOON) == "normal"
    assert told("mode_entered") == [
        {
            "period_id": period.pk,
            "mode": "peak",
            "suggestion_id": None,
            "ends_by_ms": int(NOON.timestamp() * 1000) + 30 * 60_000,
            "plan_version": 0,
        }
    ]


def test_entering_the_same_mode_twice_is_entering_once(centre, manager):
    first = modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)
    second = modes.enter_mode(centre.pk, "peak", minutes=60, by=manager, at=at(5))

    assert (second, len(told("mode_entered"))) == (first, 1)


def test_another_mode_ends_the_one_before(centre, team, manager):
    modes.enter_mode(centre.pk, "peak", minutes=60, by=manager, at=NOON)
    modes.enter_mode(centre.pk, "outage", minutes=60, by=manager, at=at(600))

    assert mode_now(team.pk, at(700)) == "outage"
    assert mode_now(team.pk, at(500)) == "peak"  # what held then stays known
    assert [one["ending"] for one in told("mode_ended")] == ["replaced"]


def test_the_database_allows_one_mode_a_centre(centre, manager):
    modes.enter_mode(centre.pk, "peak", minutes=60, by=manager, at=NOON)

    with pytest.raises(IntegrityError), transaction.atomic():
        ModePeriod.objects.create(
            centre=centre, mode="outage", entered_at=NOON, entered_by=manager, ends_by=at(60)
        )


def test_a_mode_ends_by_itself_at_its_time_however_late_the_clock_looks(centre, manager):
    period = modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)

    assert modes.revert(period.pk, at=at(29 * MINUTE)) is False
    modes.watch_modes(at(33 * MINUTE))
    period.refresh_from_db()

    assert (period.ended_at, period.ending) == (at(30 * MINUTE), "reverted")


def test_a_prolonged_mode_lasts_from_now_on(centre, team, manager):
    period = modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)
    modes.prolong_mode(period.pk, minutes=60, by=manager, at=at(20 * MINUTE))

    assert [mode_now(team.pk, at(m * MINUTE)) for m in (79, 80)] == ["peak", "normal"]
    with pytest.raises(DeskError, match="This mode is over"):
        modes.prolong_mode(period.pk, minutes=60, by=manager, at=at(81 * MINUTE))


def test_a_mode_ended_by_hand_is_over_at_once(centre, team, manager):
    period = modes.enter_mode(centre.pk, "outage", minutes=30, by=manager, at=NOON)
    modes.end_mode(period.pk, by=manager, at=at(60))
    modes.end_mode(period.pk, by=manager, at=at(90))

    assert (mode_now(team.pk, at(60)), len(told("mode_ended"))) == ("normal", 1)


@pytest.mark.parametrize(
    ("mode", "minutes", "said"),
    [
        ("normal", 30, "Choose peak or outage. To be back to normal, end the mode."),
        ("party", 30, "Choose peak or outage. To be back to normal, end the mode."),
        ("peak", 4, "A mode lasts 5 to 1440 minutes."),
        ("peak", 1441, "A mode lasts 5 to 1440 minutes."),
    ],
)
def test_a_mode_that_makes_no_sense_is_refused(centre, manager, mode, minutes, said):
    with pytest.raises(DeskError) as refused:
        modes.enter_mode(centre.pk, mode, minutes=minutes, by=manager, at=NOON)

    assert str(refused.value) == said


def test_only_managers_switch_and_plan(centre, lead, jisu):
    for person in (lead, jisu):
        with pytest.raises(PermissionDenied):
            modes.enter_mode(centre.pk, "peak", minutes=30, by=person, at=NOON)
        with pytest.raises(PermissionDenied):
            modes.change_plan(centre.pk, "peak", {}, by=person, at=NOON)


def test_a_plan_is_saved_by_version_and_the_same_again_is_no_version(centre, team, manager):
    modes.change_plan(centre.pk, "peak", {"targets_percent": 150}, by=manager, at=NOON)
    modes.change_plan(centre.pk, "peak", {"targets_percent": 150}, by=manager, at=at(60))
    modes.change_plan(centre.pk, "peak", {"targets_percent": 200}, by=manager, at=at(120))
    modes.enter_mode(centre.pk, "peak", minutes=60, by=manager, at=NOON)

    assert list(ModePlan.objects.order_by("id").values_list("mode", "version")) == [("peak", 1), ("peak", 2)]
    assert [plan_now(team.pk, at(s)).targets for s in (0, 119, 120)] == [1.5, 1.5, 2.0]
    assert plan_now(team.pk, at(-1)).targets == 1.0


def test_a_plan_somebody_else_saved_meanwhile_is_not_overwritten(centre, manager):
    modes.change_plan(centre.pk, "peak", {"targets_percent": 150}, by=manager, at=NOON, seen_version=0)

    with pytest.raises(DeskError, match="Somebody else saved this plan meanwhile"):
        modes.change_plan(centre.pk, "peak", {"targets_percent": 120}, by=manager, at=NOON, seen_version=0)


def test_a_plan_with_a_queue_the_centre_does_not_have_is_refused(centre, manager):
    with pytest.raises(DeskError, match="There is no queue with the code “vip” in this centre"):
        modes.change_plan(centre.pk, "peak", {"queue_order": ["vip"]}, by=manager, at=NOON)


def test_customers_who_wait_are_told_in_their_language(centre, team, manager):
    content = {"auto_message": {"ko": "잠시만요", "en": "One moment"}}
    modes.change_plan(centre.pk, "peak", content, by=manager, at=NOON)
    modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)

    assert [auto_message(team.pk, NOON, language) for language in ("ko", "en")] == ["잠시만요", "One moment"]
    assert auto_message(team.pk, at(1800), "ko") == ""


def test_first_answers_of_a_mode_have_the_modes_targets(centre, team, manager):
    agreed.targets(centre, agreed.row("first_response", 60))
    modes.change_plan(centre.pk, "peak", {"targets_percent": 200}, by=manager, at=NOON)
    modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)

    during = make.ticket(make.account(team), when=at(60))
    after = make.ticket(make.account(team), when=at(3600), address="other@example.com")

    limits = [agreed.clock(one, "first_response").target_ms // 60_000 for one in (during, after)]
    assert limits == [120, 60]


def test_a_mode_that_wants_breaks_to_be_asked_for_leaves_them_to_a_lead(centre, jisu, lead, manager):
    enter_state(jisu.pk, "ready", by=jisu, at=NOON)
    modes.enter_mode(centre.pk, "peak", minutes=30, by=manager, at=NOON)  # the house's peak asks a lead

    during = ask_break(reason="break", minutes=10, by=jisu, at=at(60))
    assert during.state == "asked"


def suggested(centre, mode="peak", when=NOON) -> ModeSuggestion:
    return ModeSuggestion.objects.get(centre=centre, mode=mode, suggested_at=when)


@pytest.fixture
def late_centre(centre, team, manager):
    """A centre in which the longest wait is forty minutes."""
    agreed.office_hours(centre)
    content = {"service_below": 0, "arrivals_percent": 0, "longest_wait_min": 30}
    modes.change_plan(centre.pk, "peak", content, by=manager, at=at(-3600))
    off = {"service_below": 0, "arrivals_percent": 0, "longest_wait_min": 0}
    modes.change_plan(centre.pk, "outage", off, by=manager, at=at(-3600))
    make.ticket(make.account(team), when=at(-40 * MINUTE))
    return centre


def test_a_long_wait_suggests_a_peak_once(late_centre):
    assert modes.watch(late_centre.pk, at=NOON) is True
    assert modes.watch(late_centre.pk, at=at(60)) is False

    row = suggested(late_centre)
    assert (row.triggers, row.answer) == ({"wait": [40 * 60_000]}, "")
    assert [one["triggers"] for one in told("mode_suggested")] == ["wait"]


def test_a_yes_enters_the_mode_for_as_long_as_its_plan_says(late_centre, team, manager):
    modes.watch(late_centre.pk, at=NOON)
    row = modes.answer_suggestion(suggested(late_centre).pk, confirm=True, by=manager, at=at(30))
    modes.answer_suggestion(row.pk, confirm=True, by=manager, at=at(40))

    period = ModePeriod.objects.get()
    assert (row.answer, period.suggestion, period.ends_by - at(30)) == (
        "confirmed",
        row,
        timedelta(minutes=60),
    )
    with pytest.raises(DeskError, match="This suggestion is no longer open: Confirmed"):
        modes.answer_suggestion(row.pk, confirm=False, by=manager, at=at(50))


def test_after_a_no_it_stays_quiet_and_then_asks_again(late_centre, manager):
    modes.watch(late_centre.pk, at=NOON)
    modes.answer_suggestion(suggested(late_centre).pk, confirm=False, by=manager, at=at(60))

    assert modes.watch(late_centre.pk, at=at(60 + 29 * MINUTE)) is False
    assert modes.watch(late_centre.pk, at=at(60 + 30 * MINUTE)) is True


def test_a_mode_ended_by_hand_is_not_suggested_at_once_again(late_centre, manager):
    period = modes.enter_mode(late_centre.pk, "peak", minutes=30, by=manager, at=NOON)
    modes.end_mode(period.pk, by=manager, at=at(60))

    assert modes.watch(late_centre.pk, at=at(120)) is False
    assert modes.watch(late_centre.pk, at=at(60 + 30 * MINUTE)) is True


def test_a_suggestion_lapses_when_nobody_waits_any_more(late_centre, jisu):
    modes.watch(late_centre.pk, at=NOON)
    ticket = actions.take(Ticket.objects.get().pk, by=jisu, at=at(10))
    actions.solve(ticket.pk, by=jisu, at=at(20), reason_id=make.reason().pk)

    assert modes.watch(late_centre.pk, at=at(60)) is True
    assert suggested(late_centre).answer == "lapsed"


def test_nothing_is_suggested_while_the_centre_is_closed(late_centre):
    assert modes.watch(late_centre.pk, at=at(10 * 3600)) is False
    assert ModeSuggestion.objects.count() == 0


def test_one_centre_that_fails_does_not_keep_the_others(late_centre, manager, caplog):
    other = make.centre("부산센터")
    modes.change_plan(other.pk, "peak", {"targets_percent": 120}, by=_head(other), at=at(-60))
    ModePlan.objects.filter(centre=other).update(content={"magic": 1})

    modes.watch_modes(NOON)

    assert suggested(late_centre).mode == "peak"
    assert "watch of row" in caplog.text


def _head(centre):
    return make.person("head-of-busan", centre, "centre_head")


def test_arrivals_are_compared_with_the_same_hour_of_earlier_weeks(centre, team, manager):
    content = {"service_below": 0, "arrivals_percent": 100, "longest_wait_min": 0, "over_min": 30}
    modes.change_plan(centre.pk, "peak", content, by=manager, at=NOON)
    modes.change_plan(centre.pk, "outage", content | {"arrivals_percent": 0}, by=manager, at=NOON)
    door = make.account(team)
    week = 7 * 24 * 3600
    for back, count in ((5, 1), (2, 4), (1, 6)):
        for number in range(count):
            make.ticket(door, when=at(-back * week - 60 - number), address=f"{back}-{number}@example.com")
    for number in range(11):
        make.ticket(door, when=at(-60 - number), address=f"now-{number}@example.com")

    assert modes.watch(centre.pk, at=NOON) is True
    assert suggested(centre).triggers == {"arrivals": [11, 2.0]}
