"""Looking at every centre's last minutes: modes that are over, suggestions, samples for trends."""

from datetime import datetime, timedelta

from gijun.desk.actions.modes.periods import close, revert
from gijun.desk.events import modes as facts
from gijun.desk.models import FloorSample, ModeSuggestion
from gijun.desk.queries.modes import figures
from gijun.desk.queries.modes import now as reads
from gijun.desk.rules.modes import triggers as rules
from gijun.desk.terms.modes import Answer, ModeKind
from gijun.events import log
from gijun.events.each import each
from gijun.organisation.models import Team
from gijun.organisation.queries import calendar_for, floor
from gijun.organisation.terms import AVAILABLE, StateKind
from gijun.science.worktime import is_open, open_ms_between

SAMPLE_MIN = 5
KEPT = timedelta(days=2)
SUGGESTED = (ModeKind.PEAK, ModeKind.OUTAGE)


@log.action
def watch(centre_id: int, *, at: datetime) -> bool:
    """Suggest a mode where the last minutes call for one, or let a suggestion lapse; says whether it did.

    While the centre is closed nothing is suggested.
    """
    centre = Team.objects.select_related("calendar").get(pk=centre_id)
    if not is_open(calendar_for(centre), log.to_ms(at)):
        return False
    plans = {mode: reads.plan_of(centre_id, mode, at) for mode in SUGGESTED}
    over = {plan.over_min for plan in plans.values()}
    looked = {minutes: figures.seen(centre, at, minutes) for minutes in over}
    seen = {mode: looked[plan.over_min] for mode, plan in plans.items()}
    suggestion = reads.open_suggestion(centre_id)
    standing = rules.Standing(
        reads.standing(centre_id, at).kind,
        ModeKind(suggestion.mode) if suggestion else None,
        reads.quiet_until(centre_id, at),
    )
    step = rules.step(plans, seen, standing, log.to_ms(at))
    if step.lapse and suggestion:
        close(suggestion, Answer.LAPSED, at, None)
    if step.suggest:
        _suggest(centre_id, step, seen[step.suggest], at)
    return step.lapse or step.suggest is not None


def _suggest(centre_id: int, step: rules.Step, seen: rules.Seen, at: datetime) -> None:
    told = {
        "service": [seen.in_time, seen.decided],
        "arrivals": [seen.arrivals, seen.expected],
        "wait": [seen.longest_wait_ms],
    }
    row = ModeSuggestion.objects.create(
        centre_id=centre_id,
        mode=step.suggest or "",
        triggers={trigger.value: told[trigger.value] for trigger in step.triggers},
        suggested_at=at,
    )
    log.record(
        facts.ModeSuggested(
            team_id=centre_id,
            suggestion_id=row.pk,
            mode=row.mode,
            triggers="+".join(sorted(row.triggers)),
            in_time=seen.in_time,
            decided=seen.decided,
            arrivals=seen.arrivals,
            expected=seen.expected,
            longest_wait_ms=seen.longest_wait_ms,
        ),
        at=at,
    )


@log.action
def sample(centre_id: int, *, at: datetime) -> bool:
    """Keep the floor's figures of this moment, once in five minutes; says whether it did. No fact."""
    taken_at = at.replace(minute=at.minute - at.minute % SAMPLE_MIN, second=0, microsecond=0)
    if FloorSample.objects.filter(centre_id=centre_id, taken_at=taken_at).exists():
        return False
    centre = Team.objects.select_related("calendar").get(pk=centre_id)
    team_ids, since = figures.teams_of(centre), at - timedelta(minutes=30)
    count, first = figures.waiting(team_ids)
    in_time, decided = figures.service(team_ids, since, at)
    states = floor.counts_by_state(team_ids)
    FloorSample.objects.create(
        centre=centre,
        taken_at=taken_at,
        waiting=count,
        wait_ms=open_ms_between(calendar_for(centre), log.to_ms(first), log.to_ms(at)) if first else 0,
        arrivals=figures.arrivals(team_ids, since, at),
        in_time=in_time,
        decided=decided,
        at_hand=sum(count for kind, count in states.items() if kind in AVAILABLE),
        signed_in=sum(count for kind, count in states.items() if kind != StateKind.OFFLINE),
    )
    FloorSample.objects.filter(centre=centre, taken_at__lt=at - KEPT).delete()
    return True


def watch_modes(at: datetime) -> int:
    """End modes whose time is over, look at every centre and sample it, each by itself; returns how many."""
    done = each(revert, reads.over_by(at), at)
    for centre_id in reads.centres():
        done += each(watch, [centre_id], at)
        each(sample, [centre_id], at)
    return done
