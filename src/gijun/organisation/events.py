"""The facts the organisation records: who administered what, who read what."""

from dataclasses import dataclass
from typing import ClassVar

from gijun.events.facts import fact


@fact
@dataclass(frozen=True, slots=True)
class PersonAdded:
    """Somebody can sign in from now on."""

    name: ClassVar[str] = "organisation.person_added"
    version: ClassVar[int] = 1
    person_id: int


@fact
@dataclass(frozen=True, slots=True)
class PersonChanged:
    """Name, mail address or language changed; ``active`` says whether they may sign in."""

    name: ClassVar[str] = "organisation.person_changed"
    version: ClassVar[int] = 1
    person_id: int
    active: bool


@fact
@dataclass(frozen=True, slots=True)
class TeamAdded:
    """A team joined the tree; without a parent it is a centre."""

    name: ClassVar[str] = "organisation.team_added"
    version: ClassVar[int] = 1
    team_id: int
    parent_id: int | None


@fact
@dataclass(frozen=True, slots=True)
class TeamChanged:
    """A team's name, place in the tree, zone or day start changed."""

    name: ClassVar[str] = "organisation.team_changed"
    version: ClassVar[int] = 1
    team_id: int
    parent_id: int | None


@fact
@dataclass(frozen=True, slots=True)
class RoleGiven:
    """A person has a role in a team from now on."""

    name: ClassVar[str] = "organisation.role_given"
    version: ClassVar[int] = 1
    person_id: int
    team_id: int
    role: str


@fact
@dataclass(frozen=True, slots=True)
class RoleTaken:
    """A person no longer has a role in a team."""

    name: ClassVar[str] = "organisation.role_taken"
    version: ClassVar[int] = 1
    person_id: int
    team_id: int
    role: str


@fact
@dataclass(frozen=True, slots=True)
class AuthorityChanged:
    """What a role may do alone, up to which amount, and who approves beyond it."""

    name: ClassVar[str] = "organisation.authority_changed"
    version: ClassVar[int] = 1
    role: str
    power: str
    allowed: bool
    limit_amount: int | None
    approver: str


@fact
@dataclass(frozen=True, slots=True)
class CalendarChanged:
    """A working calendar has a new version."""

    name: ClassVar[str] = "organisation.calendar_changed"
    version: ClassVar[int] = 1
    calendar_id: int
    calendar_version: int


@fact
@dataclass(frozen=True, slots=True)
class CalendarGiven:
    """A centre and everything below it works by this calendar from now on."""

    name: ClassVar[str] = "organisation.calendar_given"
    version: ClassVar[int] = 1
    team_id: int
    calendar_id: int


@fact
@dataclass(frozen=True, slots=True)
class PasswordSet:
    """A person has a new password; a temporary one must be changed at the next sign-in."""

    name: ClassVar[str] = "organisation.password_set"
    version: ClassVar[int] = 1
    person_id: int
    temporary: bool


@fact
@dataclass(frozen=True, slots=True)
class PreferencesChosen:
    """A person arranged Gijun for themselves: language, row height, shortcuts."""

    name: ClassVar[str] = "organisation.preferences_chosen"
    version: ClassVar[int] = 1
    person_id: int
    locale: str


@fact
@dataclass(frozen=True, slots=True)
class TokenMade:
    """A person made a key for a program that works in their name."""

    name: ClassVar[str] = "organisation.token_made"
    version: ClassVar[int] = 1
    person_id: int
    token_id: int


@fact
@dataclass(frozen=True, slots=True)
class TokenEnded:
    """A key for a program no longer opens anything."""

    name: ClassVar[str] = "organisation.token_ended"
    version: ClassVar[int] = 1
    person_id: int
    token_id: int


@fact
@dataclass(frozen=True, slots=True)
class SensitiveRead:
    """Somebody looked at personal data that is masked by default, or took data out."""

    name: ClassVar[str] = "organisation.sensitive_read"
    version: ClassVar[int] = 1
    kind: str
    subject_id: int
    ticket_id: int | None = None


@fact
@dataclass(frozen=True, slots=True)
class SignedIn:
    """A person signed in."""

    name: ClassVar[str] = "organisation.signed_in"
    version: ClassVar[int] = 1
    person_id: int


@fact
@dataclass(frozen=True, slots=True)
class SignInFailed:
    """A sign-in was refused, and why; the person is known only when the name was right."""

    name: ClassVar[str] = "organisation.sign_in_failed"
    version: ClassVar[int] = 1
    person_id: int | None
    reason: str = "password"


@fact
@dataclass(frozen=True, slots=True)
class StateEntered:
    """A person entered a state; the one they left lasted from ``since_ms`` until now.

    ``from_state`` is empty and ``since_ms`` none where nothing was known before.
    """

    name: ClassVar[str] = "organisation.state_entered"
    version: ClassVar[int] = 1
    agent_id: int
    team_id: int | None
    state: str
    reason: str
    from_state: str
    from_reason: str
    since_ms: int | None
    ends_by_ms: int | None
    by_rule: bool


@fact
@dataclass(frozen=True, slots=True)
class StateOverran:
    """A person is still in a state that should have ended at ``ends_by_ms``."""

    name: ClassVar[str] = "organisation.state_overran"
    version: ClassVar[int] = 1
    agent_id: int
    team_id: int | None
    state: str
    reason: str
    ends_by_ms: int


@fact
@dataclass(frozen=True, slots=True)
class BreakAsked:
    """A person asked for a break."""

    name: ClassVar[str] = "organisation.break_asked"
    version: ClassVar[int] = 1
    request_id: int
    agent_id: int
    team_id: int | None
    reason: str
    minutes: int
    wanted_from_ms: int


@fact
@dataclass(frozen=True, slots=True)
class BreakDecided:
    """A request for a break was answered, by a lead or by the floor's rule."""

    name: ClassVar[str] = "organisation.break_decided"
    version: ClassVar[int] = 1
    request_id: int
    agent_id: int
    team_id: int | None
    approved: bool
    by_rule: bool
    waited_ms: int


@fact
@dataclass(frozen=True, slots=True)
class BreakWithdrawn:
    """A person no longer wants the break they had asked for."""

    name: ClassVar[str] = "organisation.break_withdrawn"
    version: ClassVar[int] = 1
    request_id: int
    agent_id: int
    team_id: int | None


@fact
@dataclass(frozen=True, slots=True)
class BreakBegun:
    """A person left for an approved break."""

    name: ClassVar[str] = "organisation.break_begun"
    version: ClassVar[int] = 1
    request_id: int
    agent_id: int
    team_id: int | None
    ends_by_ms: int


@fact
@dataclass(frozen=True, slots=True)
class BreakEnded:
    """An approved break is over; ``taken_ms`` is 0 where it was never begun."""

    name: ClassVar[str] = "organisation.break_ended"
    version: ClassVar[int] = 1
    request_id: int
    agent_id: int
    team_id: int | None
    taken_ms: int


@fact
@dataclass(frozen=True, slots=True)
class FloorRulesChanged:
    """A centre's floor rules have a new version."""

    name: ClassVar[str] = "organisation.floor_rules_changed"
    version: ClassVar[int] = 1
    team_id: int
    rules_version: int


@fact
@dataclass(frozen=True, slots=True)
class SkillDefined:
    """There is a new skill."""

    name: ClassVar[str] = "organisation.skill_defined"
    version: ClassVar[int] = 1
    skill_id: int
    code: str


@fact
@dataclass(frozen=True, slots=True)
class SkillChanged:
    """A skill was renamed, retired or taken back into use."""

    name: ClassVar[str] = "organisation.skill_changed"
    version: ClassVar[int] = 1
    skill_id: int
    retired: bool


@fact
@dataclass(frozen=True, slots=True)
class SkillGiven:
    """A person has this proficiency in a skill, 1 (learning) to 5 (expert)."""

    name: ClassVar[str] = "organisation.skill_given"
    version: ClassVar[int] = 1
    agent_id: int
    team_id: int | None
    skill_id: int
    proficiency: int


@fact
@dataclass(frozen=True, slots=True)
class SkillTaken:
    """A person no longer has a skill."""

    name: ClassVar[str] = "organisation.skill_taken"
    version: ClassVar[int] = 1
    agent_id: int
    team_id: int | None
    skill_id: int
