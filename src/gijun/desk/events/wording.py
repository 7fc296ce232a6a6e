"""Templates, procedures and what is odd about a sentence: the facts."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateSaved:
    """A reply template got a version: its first, or another."""

    name: ClassVar[str] = "desk.template_saved"
    version: ClassVar[int] = 1
    team_id: int
    template_id: int
    version_id: int
    number: int
    reason_id: int | None
    situation: str
    stage: str
    standard_id: int | None
    owner_id: int
    texts: int
    required: int  # steps of its checklist


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateRetired:
    """A reply template is not offered any more, or again."""

    name: ClassVar[str] = "desk.template_retired"
    version: ClassVar[int] = 1
    team_id: int
    template_id: int
    retired: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateUsed:
    """The text of a template was said."""

    name: ClassVar[str] = "desk.template_used"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    message_id: int
    template_id: int
    version_id: int
    is_short: bool
    edited_share: float  # 0: word for word; 1: nothing of the text is left
    found_ms: int | None  # from opening the picker to inserting


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateStepTicked:
    """A required step of a template was done, or taken back."""

    name: ClassVar[str] = "desk.template_step_ticked"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    version_id: int
    step_id: int
    done: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class SentenceFlagged:
    """Somebody finds a sentence odd. Names nobody: a flag is never counted for or against a person."""

    name: ClassVar[str] = "desk.sentence_flagged"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    channel: str
    flag_id: int
    message_id: int | None
    standard_id: int | None
    standard_version_id: int | None
    template_id: int | None
    template_version_id: int | None


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class FlagSettled:
    """The owner of a sentence answered a flag."""

    name: ClassVar[str] = "desk.flag_settled"
    version: ClassVar[int] = 1
    ticket_id: int
    team_id: int
    channel: str
    flag_id: int
    settled_as: str
    fixed_in_id: int | None  # the version that says it better: of the standard, or of the template
    open_ms: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureSaved:
    """A procedure got a version: its first, or another."""

    name: ClassVar[str] = "desk.procedure_saved"
    version: ClassVar[int] = 1
    team_id: int
    procedure_id: int
    version_id: int
    number: int
    reason_id: int | None
    standard_id: int | None
    owner_id: int
    steps: int


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureRetired:
    """A procedure is not offered any more, or again."""

    name: ClassVar[str] = "desk.procedure_retired"
    version: ClassVar[int] = 1
    team_id: int
    procedure_id: int
    retired: bool


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStarted:
    """A procedure began in a ticket."""

    name: ClassVar[str] = "desk.procedure_started"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    run_id: int
    procedure_id: int
    version_id: int
    step: str  # where it begins


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureStep:
    """A step was left behind, or returned to."""

    name: ClassVar[str] = "desk.procedure_step"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int
    channel: str
    run_id: int
    version_id: int
    step: str
    choice: str  # its number; empty: nothing was chosen
    to_step: str  # "end": none is left
    back: bool  # to_step is an earlier one
    took_ms: int  # since the step was reached


@fact
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcedureEnded:
    """A procedure was gone through, or broken off."""

    name: ClassVar[str] = "desk.procedure_ended"
    version: ClassVar[int] = 1
    ticket_id: int
    contact_id: int | None
    team_id: int
    agent_id: int | None
    channel: str
    run_id: int
    version_id: int
    step: str  # where it stood
    finished: bool
    took_ms: int
