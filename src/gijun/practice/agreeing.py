"""The practice centre's reasons and standards: three of them contradict each other, one is agreed anew."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from gijun.practice.people import Crew
from gijun.practice.texts import REASONS, SECOND_VERSION, STANDARDS, Agreed
from gijun.standards import actions, queries
from gijun.standards.actions import Matter
from gijun.standards.queries.reasons import reason_of_code
from gijun.standards.rules.content import Content, Said
from gijun.standards.terms import Language, SentenceChannel


@dataclass(frozen=True, slots=True)
class InForce:
    """A sentence agents may say, and the first step of its checklist."""

    version_id: int
    sentence: str
    step_id: int


@dataclass(slots=True)
class Standards:
    """Reason code → row, and reason code → what is in force for it."""

    reasons: dict[str, int] = field(default_factory=dict)
    in_force: dict[str, list[InForce]] = field(default_factory=dict)
    ids: dict[str, int] = field(default_factory=dict)  # code of a standard → row


def agree(crew: Crew, at: datetime) -> Standards:
    """Add the reasons and publish the standards, written by the policy owner."""
    made = Standards()
    for reason in REASONS:
        made.reasons[reason.code] = (
            reason_of_code(reason.code)
            or actions.add_reason(
                code=reason.code,
                name_ko=reason.ko,
                name_en=reason.en,
                parent_id=made.reasons.get(reason.parent),
                by=None,
                at=at,
            ).pk
        )
    for agreed in STANDARDS:
        matter = Matter(agreed.title, made.reasons[agreed.reason], "\n".join(agreed.questions))
        standard = actions.add_standard(
            matter, team_id=crew.centre.pk, owner_id=crew.policy.pk, by=crew.policy, at=at, code=agreed.code
        )
        made.ids[agreed.code] = standard.pk
        _publish(made, crew, agreed, "", at)
    return made


def agree_anew(standards: Standards, crew: Crew, at: datetime) -> None:
    """The refund standard gets a clearer second version."""
    standards.in_force[SECOND_VERSION.reason] = [
        one
        for one in standards.in_force[SECOND_VERSION.reason]
        if one.sentence != next(old.text for old in STANDARDS if old.code == SECOND_VERSION.code)
    ]
    _publish(standards, crew, SECOND_VERSION, "미확인 시 조치일을 약속하도록 분명히 함", at)


def _publish(made: Standards, crew: Crew, agreed: Agreed, note: str, at: datetime) -> None:
    draft = actions.draft_version(made.ids[agreed.code], by=crew.policy, at=at)
    said = [Said(SentenceChannel.ANY, Language.KOREAN, agreed.text)]
    if agreed.chat:
        said.append(Said(SentenceChannel.CHAT, Language.KOREAN, agreed.chat))
    content = Content(
        tuple(said), agreed.steps, "연습 센터의 정책 문서에서", note, (at + timedelta(days=180)).date()
    )
    actions.change_draft(draft.pk, content, by=crew.policy, at=at)
    actions.publish(draft.pk, by=crew.policy, at=at)
    steps = queries.used_versions([draft.pk])[0].steps
    made.in_force.setdefault(agreed.reason, []).append(InForce(draft.pk, agreed.text, steps[0].pk))
