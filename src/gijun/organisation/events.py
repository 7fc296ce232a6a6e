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
