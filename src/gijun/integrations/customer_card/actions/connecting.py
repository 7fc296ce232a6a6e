"""Systems described, changed, switched on and off."""

from datetime import datetime

from gijun.desk import vault
from gijun.events import log
from gijun.integrations.customer_card import addresses, describing
from gijun.integrations.customer_card.errors import SourceError
from gijun.integrations.customer_card.events import SourceAdded, SourceChanged, SourceSwitched
from gijun.integrations.customer_card.failures import FaultyError
from gijun.integrations.customer_card.models import Source, SourceVersion
from gijun.integrations.customer_card.powers import MANAGE
from gijun.integrations.customer_card.rules.description import Description
from gijun.integrations.customer_card.terms import Fault
from gijun.organisation import authority
from gijun.organisation.models import Person, Team


def _said(error: FaultyError) -> SourceError:
    return SourceError(str(error.fault.label) % {"value": error.value})


@log.action
def add_source(
    centre_id: int, code: str, said: Description, *, secret: str, by: Person, at: datetime
) -> Source:
    """Describe a system. It is asked only once it is switched on.

    Raises:
        SourceError: the code is taken, or something cannot be used.
        PermissionDenied: ``by`` may not connect systems of the centre.
        Team.DoesNotExist: there is no such centre.
    """
    authority.require(by, MANAGE, team_id=centre_id)
    centre = Team.objects.get(pk=centre_id, parent=None)
    try:
        _check_code(code)
        clean = describing.checked(said)
        sealed = _sealed(clean, secret, None)
    except FaultyError as error:
        raise _said(error) from error
    source = Source.objects.create(
        centre=centre, code=code, name=clean.name, content=clean.content(), secret_sealed=sealed
    )
    _keep_version(source, by, at)
    log.record(
        SourceAdded(source_id=source.pk, code=code, team_id=centre.pk, source_version=source.version),
        at=at,
        actor_id=by.pk,
    )
    return source


@log.action
def change_source(source_id: int, said: Description, *, secret: str, by: Person, at: datetime) -> Source:
    """Ask a system in another way from now on; the same again changes nothing.

    No secret: the stored one stays, unless it belongs to another server or header.

    Raises:
        SourceError: something cannot be used.
        PermissionDenied: ``by`` may not connect systems of the centre.
        Source.DoesNotExist: there is none.
    """
    source = Source.objects.get(pk=source_id)
    authority.require(by, MANAGE, team_id=source.centre_id)
    try:
        clean = describing.checked(said)
        sealed = _sealed(clean, secret, source)
    except FaultyError as error:
        raise _said(error) from error
    if clean == source.description and sealed == source.secret_sealed:
        return source
    source.name, source.content, source.secret_sealed = clean.name, clean.content(), sealed
    source.version += 1
    source.save()
    _keep_version(source, by, at)
    log.record(
        SourceChanged(
            source_id=source.pk,
            team_id=source.centre_id,
            source_version=source.version,
            new_secret=bool(secret),
        ),
        at=at,
        actor_id=by.pk,
    )
    return source


@log.action
def switch_source(source_id: int, *, active: bool, by: Person, at: datetime) -> None:
    """Ask a system from now on, or no more.

    Raises:
        PermissionDenied: ``by`` may not connect systems of the centre.
        Source.DoesNotExist: there is none.
    """
    source = Source.objects.get(pk=source_id)
    authority.require(by, MANAGE, team_id=source.centre_id)
    if not Source.objects.filter(pk=source_id, is_active=not active).update(is_active=active):
        return
    log.record(
        SourceSwitched(source_id=source.pk, team_id=source.centre_id, active=active), at=at, actor_id=by.pk
    )


def _check_code(code: str) -> None:
    describing.check_code(code)
    if Source.objects.filter(code=code).exists():
        raise FaultyError(Fault.TAKEN, code)


def _sealed(said: Description, secret: str, known: Source | None) -> str:
    """The secret as it is kept; one that is stored is never sent to another server or under another name."""
    if not said.header:
        if secret:
            raise FaultyError(Fault.NO_HEADER)
        return ""
    if secret:
        describing.check_secret(secret)
        return vault.seal(secret)
    if known is None or not known.secret_sealed:
        raise FaultyError(Fault.NO_SECRET)
    before = known.description
    if (addresses.origin_of(before.url), before.header) != (addresses.origin_of(said.url), said.header):
        raise FaultyError(Fault.SECRET_MOVED)
    return known.secret_sealed


def _keep_version(source: Source, by: Person, at: datetime) -> None:
    SourceVersion.objects.create(
        source=source,
        version=source.version,
        since=at,
        person=by,
        name=source.name,
        content=source.content,
    )
