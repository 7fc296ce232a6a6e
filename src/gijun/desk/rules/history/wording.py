"""Fold facts into the state of templates, procedures and flags."""

from dataclasses import dataclass, field

from gijun.desk.events import TicketMerged, wording
from gijun.desk.terms.wording import END, FlagState, RunState
from gijun.events.facts import Fact


@dataclass(slots=True)
class TemplateHistory:
    team_id: int
    reason_id: int | None
    situation: str
    stage: str
    standard_id: int | None
    owner_id: int
    retired: bool = False
    versions: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # id → number, texts, steps


@dataclass(slots=True)
class ProcedureHistory:
    team_id: int
    reason_id: int | None
    standard_id: int | None
    owner_id: int
    retired: bool = False
    versions: dict[int, tuple[int, int]] = field(default_factory=dict)  # id → number, steps


@dataclass(slots=True)
class FlagHistory:
    ticket_id: int
    message_id: int | None
    standard_version_id: int | None
    template_version_id: int | None
    asked_ms: int
    state: str = FlagState.OPEN.value
    settled_ms: int | None = None
    fixed_in_id: int | None = None


@dataclass(slots=True)
class RunHistory:
    ticket_id: int
    procedure_id: int
    version_id: int
    step: str
    reached_ms: int
    state: str = RunState.RUNNING.value
    trail: list[tuple[str, str]] = field(default_factory=list)  # step, choice
    turns: int = 0
    ended_ms: int | None = None


@dataclass(slots=True)
class WordingHistory:
    """What the log knows of templates, procedures and flags. Times are ms since 1970 UTC."""

    templates: dict[int, TemplateHistory] = field(default_factory=dict)
    uses: dict[tuple[int, int], bool] = field(default_factory=dict)  # message, version → short form
    ticks: set[tuple[int, int]] = field(default_factory=set)  # ticket, step
    flags: dict[int, FlagHistory] = field(default_factory=dict)
    procedures: dict[int, ProcedureHistory] = field(default_factory=dict)
    runs: dict[int, RunHistory] = field(default_factory=dict)


def apply(history: WordingHistory, at_ms: int, fact: Fact) -> None:
    """Apply one fact."""
    if isinstance(fact, TicketMerged):
        _merged(history, fact)
    _template(history, fact)
    _flag(history.flags, at_ms, fact)
    _procedure(history.procedures, fact)
    _run(history.runs, at_ms, fact)


def _merged(history: WordingHistory, fact: TicketMerged) -> None:
    """What stood on one ticket stands on the other."""
    for flag in history.flags.values():
        if flag.ticket_id == fact.ticket_id:
            flag.ticket_id = fact.into_ticket_id
    for run in history.runs.values():
        if run.ticket_id == fact.ticket_id:
            run.ticket_id = fact.into_ticket_id
    history.ticks = {
        (fact.into_ticket_id if ticket_id == fact.ticket_id else ticket_id, step_id)
        for ticket_id, step_id in history.ticks
    }


def _template(history: WordingHistory, fact: Fact) -> None:
    match fact:
        case wording.TemplateSaved():
            known = history.templates.get(fact.template_id)
            now = TemplateHistory(
                team_id=fact.team_id,
                reason_id=fact.reason_id,
                situation=fact.situation,
                stage=fact.stage,
                standard_id=fact.standard_id,
                owner_id=fact.owner_id,
                retired=known.retired if known else False,
                versions=known.versions if known else {},
            )
            now.versions[fact.version_id] = (fact.number, fact.texts, fact.required)
            history.templates[fact.template_id] = now
        case wording.TemplateRetired():
            history.templates[fact.template_id].retired = fact.retired
        case wording.TemplateUsed():
            history.uses[fact.message_id, fact.version_id] = fact.is_short
        case wording.TemplateStepTicked():
            if fact.done:
                history.ticks.add((fact.ticket_id, fact.step_id))
            else:
                history.ticks.discard((fact.ticket_id, fact.step_id))


def _flag(flags: dict[int, FlagHistory], at_ms: int, fact: Fact) -> None:
    match fact:
        case wording.SentenceFlagged():
            flags[fact.flag_id] = FlagHistory(
                ticket_id=fact.ticket_id,
                message_id=fact.message_id,
                standard_version_id=fact.standard_version_id,
                template_version_id=fact.template_version_id,
                asked_ms=at_ms,
            )
        case wording.FlagSettled():
            one = flags[fact.flag_id]
            one.state, one.settled_ms, one.fixed_in_id = fact.settled_as, at_ms, fact.fixed_in_id


def _procedure(procedures: dict[int, ProcedureHistory], fact: Fact) -> None:
    match fact:
        case wording.ProcedureSaved():
            known = procedures.get(fact.procedure_id)
            now = ProcedureHistory(
                team_id=fact.team_id,
                reason_id=fact.reason_id,
                standard_id=fact.standard_id,
                owner_id=fact.owner_id,
                retired=known.retired if known else False,
                versions=known.versions if known else {},
            )
            now.versions[fact.version_id] = (fact.number, fact.steps)
            procedures[fact.procedure_id] = now
        case wording.ProcedureRetired():
            procedures[fact.procedure_id].retired = fact.retired


def _run(runs: dict[int, RunHistory], at_ms: int, fact: Fact) -> None:
    match fact:
        case wording.ProcedureStarted():
            runs[fact.run_id] = RunHistory(
                ticket_id=fact.ticket_id,
                procedure_id=fact.procedure_id,
                version_id=fact.version_id,
                step=fact.step,
                reached_ms=at_ms,
            )
        case wording.ProcedureStep():
            one = runs[fact.run_id]
            if fact.back:
                one.trail.pop()
            else:
                one.trail.append((fact.step, fact.choice))
            one.step, one.reached_ms, one.turns = fact.to_step, at_ms, one.turns + 1
        case wording.ProcedureEnded():
            one = runs[fact.run_id]
            one.state = (RunState.FINISHED if fact.finished else RunState.ABANDONED).value
            one.ended_ms = at_ms
            if fact.finished:
                one.step = END
