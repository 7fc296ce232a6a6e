"""What changes nothing but must be known afterwards: sign-ins, and looks at personal data."""

from datetime import datetime

from gijun.events import log
from gijun.organisation.events import SensitiveRead, SignedIn, SignInFailed
from gijun.organisation.models import Person
from gijun.organisation.terms import Sensitive, SignInRefusal


@log.action
def note_sensitive_read(
    kind: Sensitive, subject_id: int, *, by: Person, at: datetime, ticket_id: int | None = None
) -> None:
    """Keep in the audit that a person looked at data that is masked by default."""
    log.record(SensitiveRead(kind.value, subject_id, ticket_id), at=at, actor_id=by.pk)


@log.action
def note_sign_in(person: Person, *, at: datetime) -> None:
    """Keep in the audit that a person signed in."""
    log.record(SignedIn(person.pk), at=at, actor_id=person.pk)


@log.action
def note_failed_sign_in(username: str, *, reason: SignInRefusal, at: datetime) -> None:
    """Keep in the audit that a sign-in was refused; of a name nobody has, nothing is kept."""
    person_id = Person.objects.filter(username__iexact=username).values_list("pk", flat=True).first()
    log.record(SignInFailed(person_id, reason.value), at=at)
