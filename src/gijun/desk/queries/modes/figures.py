"""What happens on a floor now: counts over the last minutes, from rows and in few queries."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q

from gijun.desk.models import Contact, Ticket, TicketClock
from gijun.desk.rules.modes.triggers import Seen, expected_of
from gijun.desk.terms.clocks import Metric
from gijun.events import log
from gijun.organisation.models import Team
from gijun.organisation.queries import business_day_of, calendar_for
from gijun.science.worktime import Calendar, is_open, open_ms_between

WEEKS = 4  # earlier weeks that tell what is usual


def service(team_ids: Collection[int], since: datetime, at: datetime) -> tuple[int, int]:
    """First answers that were due or given since then: (in time, all).

    What is late and still unanswered counts from the moment it was due.
    """
    rows = TicketClock.objects.filter(
        metric=Metric.FIRST_RESPONSE, target_ms__isnull=False, ticket__team__in=team_ids
    )
    stopped = Q(stopped_at__gt=since, stopped_at__lte=at) & (Q(kept=True) | Q(breached=True))
    late = Q(stopped_at=None, due_at__gt=since, due_at__lte=at)
    told = rows.filter(stopped | late).aggregate(
        in_time=Count("pk", filter=Q(kept=True, breached=False)), decided=Count("pk")
    )
    return told["in_time"], told["decided"]


def arrivals(team_ids: Collection[int], since: datetime, at: datetime) -> int:
    """Contacts that came in since then."""
    rows = Contact.objects.filter(opened_at__gt=since, opened_at__lte=at, ticket__team__in=team_ids)
    return rows.count()


def usual_arrivals(
    team_ids: Collection[int], since: datetime, at: datetime, calendar: Calendar
) -> float | None:
    """Contacts that are usual in these minutes of the week: the median of earlier weeks.

    A week counts if the centre had contacts before and was open at that time (no holiday).
    """
    first = Contact.objects.filter(ticket__team__in=team_ids).aggregate(first=Min("opened_at"))["first"]
    weeks = [timedelta(weeks=number) for number in range(1, WEEKS + 1)]
    known = [
        back
        for back in weeks
        if first is not None and first <= since - back and is_open(calendar, log.to_ms(at - back))
    ]
    if not known:
        return None
    counted = {
        f"week_{number}": Count(
            "pk", filter=Q(opened_at__gt=since - back, opened_at__lte=at - back), distinct=True
        )
        for number, back in enumerate(known)
    }
    ranges = Q()
    for back in known:
        ranges |= Q(opened_at__gt=since - back, opened_at__lte=at - back)
    told = Contact.objects.filter(ranges, ticket__team__in=team_ids).aggregate(**counted)
    return expected_of(told.values())


def waiting(team_ids: Collection[int]) -> tuple[int, datetime | None]:
    """Customers who wait for an answer, and since when the first of them does."""
    rows = Ticket.objects.active().filter(team__in=team_ids, waiting_since__isnull=False)
    told = rows.aggregate(count=Count("pk"), first=Min("waiting_since"))
    return told["count"], told["first"]


def teams_of(centre: Team) -> list[int]:
    """The centre's teams."""
    return list(Team.objects.below(centre.path or "").values_list("pk", flat=True))


def seen(centre: Team, at: datetime, over_min: int) -> Seen:
    """The last minutes of a centre, as triggers look at them; five queries and the calendar's."""
    team_ids, since = teams_of(centre), at - timedelta(minutes=over_min)
    calendar = calendar_for(centre)
    in_time, decided = service(team_ids, since, at)
    _count, first = waiting(team_ids)
    wait_ms = open_ms_between(calendar, log.to_ms(first), log.to_ms(at)) if first else 0
    return Seen(
        in_time=in_time,
        decided=decided,
        arrivals=arrivals(team_ids, since, at),
        expected=usual_arrivals(team_ids, since, at, calendar),
        longest_wait_ms=wait_ms,
    )


def day_began(centre: Team, at: datetime) -> datetime:
    """When the centre's present business day began."""
    rule = business_day_of(centre.pk)
    start_ms, _end_ms = rule.bounds(rule.of(log.to_ms(at))[0])
    return log.from_ms(start_ms)
