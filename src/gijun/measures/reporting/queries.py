"""Reports a person may see, who may get them, and how they were delivered."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import QuerySet

from gijun.events import log
from gijun.measures.models import Report, ReportDelivery, ReportTiming
from gijun.measures.reporting import computing, rules
from gijun.measures.reporting.computing import Filled
from gijun.measures.reporting.rules import Span, Timing
from gijun.measures.reporting.terms import MAKE, Block, Rhythm
from gijun.organisation import authority
from gijun.organisation.models import Person, Team
from gijun.organisation.queries import business_day_of

VIEW = "measures.view"


def sees_all(person: Person, team_ids: Sequence[int], power: str = VIEW) -> bool:
    """Does the person's power reach every one of these teams?"""
    return bool(team_ids) and all(authority.allows(person, power, team_id=pk) for pk in team_ids)


def reports_seen_by(person: Person) -> list[Report]:
    """Reports over teams all of which the person sees, by rhythm and title."""
    rows = Report.objects.filter(is_active=True).select_related("owner", "timing").order_by("title", "id")
    seen = [row for row in rows if sees_all(person, row.team_ids)]
    return sorted(seen, key=lambda row: Rhythm.values.index(row.rhythm))


def report_of(person: Person, report_id: int) -> Report:
    """A report the person may see.

    Raises:
        Report.DoesNotExist: there is none.
    """
    row = Report.objects.select_related("owner", "team").get(pk=report_id, is_active=True)
    if not sees_all(person, row.team_ids):
        raise Report.DoesNotExist
    return row


def may_change(person: Person, report: Report) -> bool:
    """May the person change the report and when it is sent?"""
    return sees_all(person, report.team_ids, MAKE)


def blocks_of(report: Report) -> list[Block]:
    return [Block.from_json(one) for one in report.blocks]


def span_chosen(report: Report, day: date | None, at: datetime) -> Span:
    """The period that ``day`` lies in; the last one that is over where none is chosen or it has not begun."""
    rhythm, today = Rhythm(report.rhythm), business_day_of(report.team_id).of(log.to_ms(at))[0]
    if day is None or day > today:
        return rules.latest(rhythm, today)
    return rules.span_of(rhythm, day)


def filled(report: Report, reader: Person, span: Span) -> Filled:
    """The report of some days with the reader's rights.

    Raises:
        NoLakeError: nothing has been counted yet.
    """
    return computing.filled(reader, report.team_ids, blocks_of(report), Rhythm(report.rhythm), span)


def teams_of(report: Report) -> list[Team]:
    """The teams the report covers, each with everything below it."""
    return list(Team.objects.filter(pk__in=report.team_ids).order_by("path"))


def teams_reportable_by(person: Person) -> QuerySet[Team]:
    """Teams the person may make reports of, each after the one above it."""
    may, _above = authority.teams_with(person, MAKE)
    return Team.objects.filter(pk__in=may).order_by("path")


def topmost(teams: Sequence[Team]) -> list[Team]:
    """Of the teams those that lie below no other of them."""
    known = {team.pk for team in teams}
    return [team for team in teams if not known.intersection(team.lineage[:-1])]


def readers_possible(report: Report) -> list[Person]:
    """Active people who see the measures of every team of the report, by name."""
    people = (
        Person.objects.filter(is_active=True, memberships__isnull=False).distinct().order_by("name", "id")
    )
    return [one for one in people if sees_all(one, report.team_ids)]


def timing_of(report: Report) -> ReportTiming | None:
    return ReportTiming.objects.filter(report=report).first()


def as_rule(row: ReportTiming) -> Timing:
    return Timing(row.at_min, row.weekday, row.month_day, row.on_working_days)


def reader_ids(report: Report) -> list[int]:
    return list(report.readers.order_by("person_id").values_list("person_id", flat=True))


def deliveries_of(report: Report) -> QuerySet[ReportDelivery]:
    """Deliveries of the report, the latest first."""
    return ReportDelivery.objects.filter(report=report).select_related("person").order_by("-due_at", "-id")
