"""Reply templates: made, changed by a new version, retired."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from gijun.desk.actions.wording import governing
from gijun.desk.actions.wording.governing import About
from gijun.desk.errors import DeskError
from gijun.desk.events.wording import TemplateRetired, TemplateSaved
from gijun.desk.models import ReplyTemplate, TemplateStep, TemplateText, TemplateVersion
from gijun.desk.queries.wording.templates import newest_version, saying_of
from gijun.desk.rules.wording.refusals import Refusal
from gijun.desk.rules.wording.templates import STANDARD_NAMES, Saying, refusals
from gijun.desk.terms.wording import Situation, Stage, TemplateFault
from gijun.events import log
from gijun.organisation.models import Person
from gijun.standards.queries import variables


@dataclass(frozen=True, slots=True)
class Matter:
    """What a template is for: the words it is found by, and its place in the taxonomy."""

    about: About
    aliases: str = ""
    situation: str = Situation.ORDINARY
    stage: str = Stage.ANSWER

    @property
    def columns(self) -> dict[str, object]:
        return {
            "name": self.about.name.strip(),
            "aliases": ", ".join(one for part in self.aliases.split(",") if (one := part.strip())),
            "reason_id": self.about.reason_id,
            "situation": self.situation,
            "stage": self.stage,
            "standard_id": self.about.standard_id,
            "owner_id": self.about.owner_id,
        }


@log.action
def add_template(
    matter: Matter, saying: Saying, *, team_id: int, by: Person, at: datetime
) -> TemplateVersion:
    """Make a template for a team and those below it; returns its first version.

    Raises:
        WordingError: a text cannot be said; it holds every reason.
        DeskError: what it points at is not there, or the team has one of this name.
        PermissionDenied: ``by`` may not write templates there.
        Team.DoesNotExist: there is no such team.
    """
    governing.require(by, team_id)
    _check(matter, saying, None, team_id, at)
    same = ReplyTemplate.objects.offered().filter(team_id=team_id, name=matter.columns["name"])
    if same.exists():
        raise DeskError(
            _("This team has a template of that name already. Change that one, or say another name.")
        )
    template = ReplyTemplate.objects.create(team_id=team_id, made_at=at, **matter.columns)
    return _save_version(template, saying, 1, "", by, at)


@log.action
def change_template(
    template_id: int,
    matter: Matter,
    saying: Saying,
    *,
    change_reason: str,
    seen_number: int,
    by: Person,
    at: datetime,
) -> TemplateVersion:
    """Let a template say something else from now on; the same again changes nothing.

    Args:
        seen_number: the version the change was made on; a later one refuses it.

    Raises:
        WordingError: a text cannot be said, or nobody says why it changes; it holds every reason.
        DeskError: somebody else saved meanwhile, or what it points at is not there.
        PermissionDenied: ``by`` may not write templates there.
        ReplyTemplate.DoesNotExist: there is none.
    """
    template = ReplyTemplate.objects.get(pk=template_id)
    governing.require(by, template.team_id)
    last = newest_version(template_id)
    before = {name: getattr(template, name) for name in matter.columns}
    if saying_of(last) == saying and before == matter.columns:
        return last
    governing.refuse_overtaken(seen_number, last.number)
    was = About(template.name, template.owner_id, template.reason_id, template.standard_id)
    reasonless = [] if change_reason.strip() else [Refusal(TemplateFault.NO_REASON)]
    _check(matter, saying, was, template.team_id, at, reasonless)
    ReplyTemplate.objects.filter(pk=template_id).update(**matter.columns)
    template.refresh_from_db()
    return _save_version(template, saying, last.number + 1, change_reason.strip(), by, at)


def reasons_against(matter: Matter, saying: Saying, team_id: int, at: datetime) -> list[str]:
    """Why a version with these words could not be saved; empty: it could."""
    return [str(one) for one in _refusals(matter, saying, team_id, at)]


def _refusals(matter: Matter, saying: Saying, team_id: int, at: datetime) -> list[Refusal]:
    return refusals(
        matter.about.name,
        saying,
        has_standard=matter.about.standard_id is not None,
        problems_of=lambda text: variables.problems_of(text, STANDARD_NAMES),
        today=log.business_day(at, team_id),
    )


def _check(
    matter: Matter,
    saying: Saying,
    was: About | None,
    team_id: int,
    at: datetime,
    more: Sequence[Refusal] = (),
) -> None:
    governing.refuse([*_refusals(matter, saying, team_id, at), *more])
    governing.require_known(matter.about, was)


def _save_version(
    template: ReplyTemplate, saying: Saying, number: int, reason: str, by: Person, at: datetime
) -> TemplateVersion:
    version = TemplateVersion.objects.create(
        template=template,
        number=number,
        change_reason=reason,
        by=by,
        at=at,
        review_on=saying.review_on,
    )
    TemplateText.objects.bulk_create(
        TemplateText(
            version=version, channel=one.channel, language=one.language, is_short=one.is_short, text=one.text
        )
        for one in saying.texts
    )
    TemplateStep.objects.bulk_create(
        TemplateStep(version=version, place=place, text=text) for place, text in enumerate(saying.steps)
    )
    log.record(
        TemplateSaved(
            team_id=template.team_id,
            template_id=template.pk,
            version_id=version.pk,
            number=number,
            reason_id=template.reason_id,
            situation=template.situation,
            stage=template.stage,
            standard_id=template.standard_id,
            owner_id=template.owner_id,
            texts=len(saying.texts),
            required=len(saying.steps),
        ),
        at=at,
        actor_id=by.pk,
    )
    return version


@log.action
def retire_template(template_id: int, *, retired: bool, by: Person, at: datetime) -> None:
    """Stop offering a template, or offer it again; twice changes nothing.

    Raises:
        PermissionDenied: ``by`` may not write templates there.
        ReplyTemplate.DoesNotExist: there is none.
    """
    template = ReplyTemplate.objects.get(pk=template_id)
    governing.require(by, template.team_id)
    rows = ReplyTemplate.objects.filter(pk=template_id, retired_at__isnull=retired)
    if not rows.update(retired_at=at if retired else None):
        return
    log.record(
        TemplateRetired(team_id=template.team_id, template_id=template_id, retired=retired),
        at=at,
        actor_id=by.pk,
    )
