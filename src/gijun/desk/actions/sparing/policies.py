"""What a centre decides about taking back, careful customers and the right to end: in versions."""

from datetime import datetime

from gijun.desk.errors import DeskError
from gijun.desk.events.sparing import AutoAnswerRulesChanged, SparingPolicyChanged
from gijun.desk.models import AutoAnswerRules, ChannelAccount, SparingPolicy
from gijun.desk.queries.sparing.answers import rules_of
from gijun.desk.queries.sparing.policy import in_force
from gijun.desk.rules.sparing import answering, policy
from gijun.desk.rules.sparing.answering import AnswerRules
from gijun.desk.rules.sparing.policy import Content, PolicyError
from gijun.events import log
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

GOVERN = "desk.govern_sparing"


def _said(error: PolicyError) -> str:
    return str(error.fault.label) % {"value": error.value}


@log.action
def change_policy(
    centre_id: int, kind: str, content: Content, *, by: Person, at: datetime
) -> SparingPolicy | None:
    """Decide one matter from now on; the same again changes nothing.

    Raises:
        DeskError: a span out of range, or a text that is missing or too long.
        PermissionDenied: ``by`` may not decide this for the centre.
        Team.DoesNotExist: there is no such centre.
    """
    authority.require(by, GOVERN, team_id=centre_id)
    centre = Team.objects.get(pk=centre_id, parent=None)
    try:
        clean = policy.checked(content)
    except PolicyError as error:
        raise DeskError(_said(error)) from error
    known = in_force(centre.pk, kind)
    if known.version and known.content == clean:
        return None
    kept = SparingPolicy.objects.create(
        centre=centre, kind=kind, version=known.version + 1, since=at, person=by, content=policy.data(clean)
    )
    log.record(
        SparingPolicyChanged(team_id=centre.pk, kind=kind, policy_version=kept.version),
        at=at,
        actor_id=by.pk,
    )
    return kept


@log.action
def change_answers(
    account_id: int, rules: AnswerRules, *, by: Person, at: datetime
) -> AutoAnswerRules | None:
    """Let a door answer by itself in another way from now on; the same again changes nothing.

    Raises:
        DeskError: a span out of range, a text missing or too long, or a variable that does not exist.
        PermissionDenied: ``by`` may not decide this for the door's team.
        ChannelAccount.DoesNotExist: there is no such door.
    """
    account = ChannelAccount.objects.get(pk=account_id)
    authority.require(by, GOVERN, team_id=account.team_id)
    try:
        clean = answering.checked(rules)
    except PolicyError as error:
        raise DeskError(_said(error)) from error
    version, known = rules_of(account_id)
    if version and known == clean:
        return None
    kept = AutoAnswerRules.objects.create(
        account=account, version=version + 1, since=at, person=by, content=clean.data()
    )
    log.record(
        AutoAnswerRulesChanged(
            account_id=account.pk,
            team_id=account.team_id,
            channel=account.kind,
            rules_version=kept.version,
        ),
        at=at,
        actor_id=by.pk,
    )
    return kept
