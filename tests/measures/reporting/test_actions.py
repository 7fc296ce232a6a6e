"""Reports: who may make them, what is refused, and that the log says what the rows say."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import translation

from gijun.events.models import Event
from gijun.measures.errors import MeasuresError
from gijun.measures.models import Report, ReportDelivery, ReportReader, ReportTiming, ReportVersion
from gijun.measures.reporting import actions, delivering, queries
from gijun.measures.reporting.rules import Timing
from gijun.measures.reporting.terms import Block, BlockKind, DeliveryStanding, Hindrance, Rhythm, Split
from gijun.organisation import authority
from gijun.organisation.terms import Role
from tests import make
from tests.measures.reporting.conftest import BLOCKS, MORNING, wanted

MAKERS = {Role.TEAM_LEAD, Role.OPERATIONS_MANAGER, Role.CENTRE_HEAD, Role.CX_OPERATOR}


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


def facts(name: str) -> list[dict]:
    rows = Event.objects.filter(name=f"measures.{name}").order_by("position")
    return [one.data | {"team_id": one.team_id, "actor_id": one.actor_id} for one in rows]


def replayed() -> dict:
    """The log folded: what every report is, when and to whom it is sent, and how deliveries stand."""
    reports, deliveries = {}, {}
    for event in Event.objects.filter(name__startswith="measures.report_").order_by("position"):
        data, kind = event.data, event.name.removeprefix("measures.report_")
        one = reports.setdefault(data["report_id"], {"active": True, "readers": set(), "timing": None})
        match kind:
            case "saved":
                one |= {"version": data["report_version"], "rhythm": data["rhythm"], "owner": event.actor_id,
                        "blocks": data["blocks"], "teams": []}  # fmt: skip
            case "covered":
                one["teams"].append(event.team_id)
            case "retired":
                one["active"] = False
            case "timed":
                keys = ("on", "at_min", "weekday", "month_day", "on_working_days")
                one["timing"] = tuple(data[key] for key in keys)
            case "addressed":
                (one["readers"].add if data["wanted"] else one["readers"].discard)(data["person_id"])
            case "fell_due":
                deliveries[data["delivery_id"]] = DeliveryStanding.WAITING
            case "sent":
                deliveries[data["delivery_id"]] = DeliveryStanding.SENT
            case "not_sent":
                deliveries[data["delivery_id"]] = DeliveryStanding.FAILED
    return {"reports": reports, "deliveries": deliveries}


def rows() -> dict:
    reports = {}
    for row in Report.objects.all():
        timing = ReportTiming.objects.filter(report=row).first()
        reports[row.pk] = {
            "active": row.is_active,
            "readers": set(ReportReader.objects.filter(report=row).values_list("person_id", flat=True)),
            "timing": timing
            and (timing.is_on, timing.at_min, timing.weekday, timing.month_day, timing.on_working_days),
            "version": row.version,
            "rhythm": row.rhythm,
            "owner": row.owner_id,
            "blocks": len(row.blocks),
            "teams": row.team_ids,
        }
    return {
        "reports": reports,
        "deliveries": dict(ReportDelivery.objects.values_list("pk", "standing")),
    }


@pytest.mark.parametrize("role", Role.values)
def test_who_may_make_a_report(centre, team, role):
    person = make.person("p", team, role)

    if role in MAKERS:
        assert actions.make_report(wanted(team), by=person, at=MORNING).owner == person
    else:
        with pytest.raises(PermissionDenied):
            actions.make_report(wanted(team), by=person, at=MORNING)
        assert not Report.objects.exists()


def test_a_lead_makes_none_of_the_whole_centre(centre, team, lead):
    with pytest.raises(PermissionDenied):
        actions.make_report(wanted(team, centre), by=lead, at=MORNING)


@pytest.mark.parametrize("rhythm", Rhythm)
def test_a_template_becomes_a_report_over_everything_one_may_report_on(centre, team, manager, rhythm):
    made = actions.make_from_template(rhythm, by=manager, at=MORNING)

    assert made.team_ids == [centre.pk]
    assert made.rhythm == rhythm
    assert queries.blocks_of(made)
    assert replayed() == rows()


@pytest.mark.parametrize(
    ("other", "said"),
    [
        ({"title": "  "}, "title"),
        ({"title": "a\nBcc: x@example.com"}, "title"),
        ({"title": "a" * 121}, "title"),
        ({"blocks": ()}, "blocks"),
        ({"blocks": BLOCKS * 4}, "blocks"),
        ({"blocks": (Block(BlockKind.TILES),)}, "Choose what the block shows"),
        ({"blocks": (Block(BlockKind.TILES, ("no_such",)),)}, "Choose what the block shows"),
        ({"blocks": (Block(BlockKind.COURSE, ("offered", "csat")),)}, "one measure"),
        ({"blocks": (Block(BlockKind.NOTE, text=" "),)}, "note"),
        ({"blocks": (Block(BlockKind.NOTE, text="가" * 2001),)}, "note"),
    ],
)
def test_what_makes_no_report_is_refused(centre, manager, other, said):
    with pytest.raises(MeasuresError, match=said):
        actions.make_report(wanted(centre, **other), by=manager, at=MORNING)
    assert not Event.objects.filter(name="measures.report_saved").exists()


def test_without_a_team_there_is_no_report(manager):
    with pytest.raises(MeasuresError, match="at least one team"):
        actions.make_report(wanted(), by=manager, at=MORNING)


def test_every_save_is_a_version_that_stays(centre, team, report, manager):
    other = make.person("other", centre, "centre_head")
    changed = wanted(team, title="주간", rhythm=Rhythm.WEEKLY, blocks=(Block(BlockKind.PARETO),))

    actions.change_report(report.pk, changed, seen_version=1, by=other, at=MORNING)

    report.refresh_from_db()
    assert (report.version, report.title, report.owner) == (2, "주간", other)
    assert list(ReportVersion.objects.values_list("version", "title", "by")) == [
        (2, "주간", other.pk),
        (1, "일간 보고서", manager.pk),
    ]
    assert replayed() == rows()


def test_two_people_do_not_overwrite_each_other(report, centre, manager):
    actions.change_report(report.pk, wanted(centre, title="A"), seen_version=1, by=manager, at=MORNING)

    with pytest.raises(MeasuresError, match="Somebody else"):
        actions.change_report(report.pk, wanted(centre, title="B"), seen_version=1, by=manager, at=MORNING)

    report.refresh_from_db()
    assert report.title == "A"
    assert replayed() == rows()


def test_reports_over_teams_one_does_not_see_are_not_there(report, lead, jisu, team):
    for person in (lead, jisu):
        assert queries.reports_seen_by(person) == []
        with pytest.raises(Report.DoesNotExist):
            queries.report_of(person, report.pk)
    own = actions.make_report(wanted(team), by=lead, at=MORNING)
    assert queries.reports_seen_by(jisu) == [own]
    assert not queries.may_change(jisu, own)


def test_a_report_without_its_owner_is_still_changed_by_others(centre, team, lead, report):
    with pytest.raises(Report.DoesNotExist):
        actions.change_report(report.pk, wanted(team), seen_version=1, by=lead, at=MORNING)


def test_a_retired_report_is_gone_once(report, manager):
    actions.retire_report(report.pk, by=manager, at=MORNING)

    with pytest.raises(Report.DoesNotExist):
        actions.retire_report(report.pk, by=manager, at=MORNING)
    assert len(facts("report_retired")) == 1
    assert replayed() == rows()


def test_sending_is_set_changed_and_stopped(report, manager, centre):
    head = make.person("head", centre, "centre_head")
    timing = Timing(480, on_working_days=True)

    actions.send_regularly(report.pk, timing, [manager.pk, head.pk], is_on=True, by=manager, at=MORNING)
    actions.send_regularly(report.pk, timing, [manager.pk, head.pk], is_on=True, by=manager, at=MORNING)
    assert (len(facts("report_timed")), len(facts("report_addressed"))) == (1, 2)
    assert replayed() == rows()

    actions.send_regularly(report.pk, timing, [head.pk], is_on=False, by=manager, at=MORNING)
    assert queries.reader_ids(report) == [head.pk]
    assert replayed() == rows()


@pytest.mark.parametrize("timing", [Timing(1440), Timing(-1), Timing(0, weekday=7), Timing(0, month_day=29)])
def test_a_time_there_is_not_is_refused(report, manager, timing):
    with pytest.raises(MeasuresError, match="no such time"):
        actions.send_regularly(report.pk, timing, [manager.pk], is_on=True, by=manager, at=MORNING)


def test_only_people_who_see_all_of_it_may_get_it(report, manager, jisu, lead):
    for person in (jisu, lead):
        with pytest.raises(MeasuresError, match="Only active people"):
            actions.send_regularly(report.pk, Timing(480), [person.pk], is_on=True, by=manager, at=MORNING)
    assert [one.pk for one in queries.readers_possible(report)] == [manager.pk]


def test_somebody_has_to_get_it(report, manager):
    with pytest.raises(MeasuresError, match="at least one person"):
        actions.send_regularly(report.pk, Timing(480), [], is_on=True, by=manager, at=MORNING)


def test_who_may_see_nothing_more_makes_no_report_any_more(report, manager):
    manager.memberships.all().delete()
    authority.forget(manager)

    with pytest.raises(Report.DoesNotExist):
        actions.retire_report(report.pk, by=manager, at=MORNING)


def test_a_period_falls_due_once_for_everybody(report, manager):
    since = MORNING - timedelta(days=2, minutes=1)
    actions.send_regularly(report.pk, Timing(480), [manager.pk], is_on=True, by=manager, at=since)

    assert delivering.make_due(MORNING) == 3
    assert delivering.make_due(MORNING) == 0

    late = dict(ReportDelivery.objects.values_list("first__day", "is_late"))
    assert late == {29: True, 30: True, 1: False}
    assert replayed() == rows()


def test_one_delivery_is_claimed_by_one_worker(report, manager):
    due(report, manager)

    assert delivering.claim_next(MORNING)
    assert delivering.claim_next(MORNING) is None


def test_a_try_that_failed_waits_and_at_last_is_given_up(report, manager):
    due(report, manager)
    at = MORNING
    for _try in range(8):
        at += timedelta(hours=3)
        claimed = delivering.claim_next(at)
        delivering.note_not_sent(claimed.pk, Hindrance.UNREACHABLE, answer="timeout", at=at)
        assert replayed() == rows()

    assert delivering.claim_next(at + timedelta(days=9)) is None
    assert facts("report_not_sent")[0]["attempts"] == 8


def test_a_worker_that_died_leaves_it_to_people(report, manager):
    due(report, manager)
    claimed = delivering.claim_next(MORNING)

    delivering.give_up_interrupted(MORNING + timedelta(minutes=9))
    assert ReportDelivery.objects.get().standing == DeliveryStanding.SENDING
    delivering.give_up_interrupted(MORNING + timedelta(minutes=11))

    row = ReportDelivery.objects.get()
    assert (row.standing, row.hindrance) == (DeliveryStanding.FAILED, Hindrance.INTERRUPTED)
    delivering.note_sent(claimed.pk, answer="250 late answer", at=MORNING)  # changes nothing any more
    assert replayed() == rows()


def test_only_who_may_make_reports_sends_again_and_only_what_failed(report, manager, jisu):
    due(report, manager)
    row = ReportDelivery.objects.get()
    with pytest.raises(MeasuresError, match="not sent"):
        delivering.send_again(row.pk, by=manager, at=MORNING)
    delivering.claim_next(MORNING)
    delivering.note_not_sent(row.pk, Hindrance.NO_ADDRESS, at=MORNING)

    with pytest.raises(ReportDelivery.DoesNotExist):
        delivering.send_again(row.pk, by=jisu, at=MORNING)
    delivering.send_again(row.pk, by=manager, at=MORNING)

    assert ReportDelivery.objects.get().standing == DeliveryStanding.WAITING
    assert replayed() == rows()


def due(report, *people) -> None:
    before = MORNING - timedelta(hours=1)
    actions.send_regularly(
        report.pk, Timing(480), [one.pk for one in people], is_on=True, by=people[0], at=before
    )
    assert delivering.make_due(MORNING) == len(people)


def test_blocks_are_kept_as_they_were_given(report):
    assert queries.blocks_of(report) == list(BLOCKS)
    assert Block.from_json(Block(BlockKind.TABLE, split=Split.TEAM).as_json()).split == Split.TEAM
