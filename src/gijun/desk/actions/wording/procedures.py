"""Procedures: made, changed by a new version, retired."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.wording import governing
from gijun.desk.actions.wording.governing import About
from gijun.desk.errors import DeskError
from gijun.desk.events.wording import ProcedureRetired, ProcedureSaved
from gijun.desk.models import Procedure, ProcedureVersion
from gijun.desk.queries.wording.procedures import newest_version
from gijun.desk.rules.wording.procedures import Step, Steps, as_content, refusals
from gijun.desk.rules.wording.refusals import Refusal
from gijun.desk.terms.wording import ProcedureFault
from gijun.events import log
from gijun.organisation.models import Person


@log.action
def add_procedure(
    about: About, steps: Sequence[Step], *, team_id: int, by: Person, at: datetime
) -> ProcedureVersion:
    """Make a procedure for a team and those below it; returns its first version.

    Raises:
        WordingError: a step leads nowhere; it holds every reason.
        DeskError: what it points at is not there, or the team has one of this name.
        PermissionDenied: ``by`` may not write procedures there.
        Team.DoesNotExist: there is no such team.
    """
    governing.require(by, team_id)
    governing.refuse([*_nameless(about), *refusals(steps)])
    governing.require_known(about, None)
    name = about.name.strip()
    if Procedure.objects.filter(team_id=team_id, name=name, retired_at=None).exists():
        raise DeskError(
            _("This team has a procedure of that name already. Change that one, or say another name.")
        )
    procedure = Procedure.objects.create(
        name=name,
        team_id=team_id,
        reason_id=about.reason_id,
        standard_id=about.standard_id,
        owner_id=about.owner_id,
        made_at=at,
    )
    return _save_version(procedure, steps, 1, "", by, at)


@log.action
def change_procedure(
    procedure_id: int,
    about: About,
    steps: Sequence[Step],
    *,
    change_reason: str,
    seen_number: int,
    by: Person,
    at: datetime,
) -> ProcedureVersion:
    """Let a procedure go another way from now on; runs under way stay with theirs. The same changes nothing.

    Raises:
        WordingError: a step leads nowhere, or nobody says why it changes; it holds every reason.
        DeskError: somebody else saved meanwhile, or what it points at is not there.
        PermissionDenied: ``by`` may not write procedures there.
        Procedure.DoesNotExist: there is none.
    """
    procedure = Procedure.objects.get(pk=procedure_id)
    governing.require(by, procedure.team_id)
    last = newest_version(procedure_id)
    was = About(procedure.name, procedure.owner_id, procedure.reason_id, procedure.standard_id)
    if as_content(Steps(tuple(steps))) == last.content and was == about:
        return last
    governing.refuse_overtaken(seen_number, last.number)
    reasonless = [] if change_reason.strip() else [Refusal(ProcedureFault.NO_REASON)]
    governing.refuse([*_nameless(about), *refusals(steps), *reasonless])
    governing.require_known(about, was)
    Procedure.objects.filter(pk=procedure_id).update(
        name=about.name.strip(),
        reason_id=about.reason_id,
        standard_id=about.standard_id,
        owner_id=about.owner_id,
    )
    procedure.refresh_from_db()
    return _save_version(procedure, steps, last.number + 1, change_reason.strip(), by, at)


def _nameless(about: About) -> list[Refusal]:
    return [] if about.name.strip() else [Refusal(ProcedureFault.NAMELESS)]


def _save_version(
    procedure: Procedure, steps: Sequence[Step], number: int, reason: str, by: Person, at: datetime
) -> ProcedureVersion:
    version = ProcedureVersion.objects.create(
        procedure=procedure,
        number=number,
        content=as_content(Steps(tuple(steps))),
        change_reason=reason,
        by=by,
        at=at,
    )
    log.record(
        ProcedureSaved(
            team_id=procedure.team_id,
            procedure_id=procedure.pk,
            version_id=version.pk,
            number=number,
            reason_id=procedure.reason_id,
            standard_id=procedure.standard_id,
            owner_id=procedure.owner_id,
            steps=len(steps),
        ),
        at=at,
        actor_id=by.pk,
    )
    return version


@log.action
def retire_procedure(procedure_id: int, *, retired: bool, by: Person, at: datetime) -> None:
    """Stop offering a procedure, or offer it again; runs under way go on. Twice changes nothing.

    Raises:
        PermissionDenied: ``by`` may not write procedures there.
        Procedure.DoesNotExist: there is none.
    """
    procedure = Procedure.objects.get(pk=procedure_id)
    governing.require(by, procedure.team_id)
    rows = Procedure.objects.filter(pk=procedure_id, retired_at__isnull=retired)
    if not rows.update(retired_at=at if retired else None):
        return
    log.record(
        ProcedureRetired(team_id=procedure.team_id, procedure_id=procedure_id, retired=retired),
        at=at,
        actor_id=by.pk,
    )
