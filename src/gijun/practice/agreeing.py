"""The practice centre's reasons and standards: three of them contradict each other, one is agreed anew."""

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from gijun.practice.people import Crew
from gijun.practice.policies import EXCEPTIONS, furnish
from gijun.practice.texts import REASONS, SECOND_VERSION, STANDARDS, Agreed
from gijun.standards import actions, queries
from gijun.standards.actions import Matter
from gijun.standards.actions.receipts import answer
from gijun.standards.queries.consistency import conflicts_of
from gijun.standards.queries.reasons import reason_of_code
from gijun.standards.rules.content import Comprehension, Content, Publication, Said
from gijun.standards.rules.decisions import as_data
from gijun.standards.rules.steps import Step
from gijun.standards.terms import Basis, Language, SentenceChannel, Side

READ_AFTER = timedelta(minutes=10)
FROM_FILES = frozenset({"P01", "P02", "P03"})  # three answers to one question


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
    scripts: dict[int, int] = field(default_factory=dict)  # number of an agent → their own script


def agree(crew: Crew, at: datetime) -> Standards:
    """Add reasons and standards. Those that contradict each other came from the departments' files;
    the others the operator wrote, and policy and manager agreed to them.
    """
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
        _put_in_force(made, crew, agreed, Content(), at)
    made.scripts = furnish(made.ids, crew, at)
    return made


def agree_anew(standards: Standards, crew: Crew, at: datetime) -> None:
    """The refund standard gets a clearer second version, which everybody has to read.

    It is still at odds with two departments' files: noted for the moment of publishing, then open again.
    """
    standards.in_force[SECOND_VERSION.reason] = [
        one
        for one in standards.in_force[SECOND_VERSION.reason]
        if one.sentence != next(old.text for old in STANDARDS if old.code == SECOND_VERSION.code)
    ]
    publication = Publication(
        "카드 환불을 확인하지 못하면 그날 우리가 카드사에 확인해 연락합니다.",
        must_read=True,
        comprehension=Comprehension(
            "5일이 지나도 환불이 확인되지 않으면?",
            ("고객이 카드사에 물어보게 한다", "그날 우리가 카드사에 확인해 연락한다"),
            1,
        ),
    )
    says = Content(change_note="미확인 시 조치일을 약속하도록 분명히 함", publication=publication)
    _put_in_force(standards, crew, SECOND_VERSION, says, at)
    later = at + READ_AFTER
    for agent in crew.agents:
        for notice in queries.open_must_reads(agent, later):
            answer(notice.pk, 1, by=agent, at=later)


def _put_in_force(made: Standards, crew: Crew, agreed: Agreed, says: Content, at: datetime) -> int:
    """Write it, agree to it and publish it; gives the version's id."""
    draft = actions.draft_version(made.ids[agreed.code], by=crew.operator, at=at)
    draft = actions.change_draft(draft.pk, _content(agreed, says, at), by=crew.operator, at=at)
    if agreed.code in FROM_FILES and draft.number == 1:
        actions.publish(draft.pk, by=crew.policy, at=at, basis=Basis.BROUGHT_IN)
    else:
        actions.approve(draft.pk, side=Side.POLICY, by=crew.policy, at=at)
        actions.approve(draft.pk, side=Side.FIELD, by=crew.manager, at=at)
        noted = [
            actions.clear_conflict(
                one.first.pk, one.second.pk, reason="부서 공지를 정리하는 중", by=crew.head, at=at
            )
            for one in conflicts_of(draft, at)
        ]
        actions.publish(draft.pk, by=crew.policy, at=at)
        for clearance in noted:
            actions.reopen_conflict(clearance.pk, by=crew.head, at=at)
    steps = queries.used_versions([draft.pk])[0].steps
    made.in_force.setdefault(agreed.reason, []).append(InForce(draft.pk, agreed.text, steps[0].pk))
    return draft.pk


def _content(agreed: Agreed, says: Content, at: datetime) -> Content:
    said = [Said(SentenceChannel.ANY, Language.KOREAN, agreed.text)]
    if agreed.chat:
        said.append(Said(SentenceChannel.CHAT, Language.KOREAN, agreed.chat))
    table = EXCEPTIONS.get(agreed.code)
    return replace(
        says,
        sentences=tuple(said),
        steps=tuple(map(Step, agreed.steps)),
        explanation="연습 센터의 정책 문서에서",
        review_on=(at + timedelta(days=180)).date(),
        exceptions=as_data(table) if table else None,
        no_exceptions=table is None,
    )
