"""The rows of templates, procedures and flags, as the folded log has them."""

from gijun.desk.models import (
    Procedure,
    ProcedureRun,
    ReplyTemplate,
    SentenceFlag,
    TemplateTick,
    TemplateUse,
)
from gijun.desk.rules.history.wording import (
    FlagHistory,
    ProcedureHistory,
    RunHistory,
    TemplateHistory,
    WordingHistory,
)
from gijun.events.log import to_ms


def from_rows() -> WordingHistory:
    """Read the tables."""
    templates = ReplyTemplate.objects.prefetch_related("versions__texts", "versions__steps")
    return WordingHistory(
        templates={row.pk: _template(row) for row in templates},
        uses={(row.message_id, row.version_id): row.is_short for row in TemplateUse.objects.all()},
        ticks=set(TemplateTick.objects.values_list("ticket_id", "step_id")),
        flags={row.pk: _flag(row) for row in SentenceFlag.objects.all()},
        procedures={row.pk: _procedure(row) for row in Procedure.objects.prefetch_related("versions")},
        runs={row.pk: _run(row) for row in ProcedureRun.objects.all()},
    )


def _template(row: ReplyTemplate) -> TemplateHistory:
    return TemplateHistory(
        team_id=row.team_id,
        reason_id=row.reason_id,
        situation=row.situation,
        stage=row.stage,
        standard_id=row.standard_id,
        owner_id=row.owner_id,
        retired=row.retired_at is not None,
        versions={
            one.pk: (one.number, len(one.texts.all()), len(one.steps.all())) for one in row.versions.all()
        },
    )


def _flag(row: SentenceFlag) -> FlagHistory:
    return FlagHistory(
        ticket_id=row.ticket_id,
        message_id=row.message_id,
        standard_version_id=row.standard_version_id,
        template_version_id=row.template_version_id,
        asked_ms=to_ms(row.asked_at),
        state=row.state,
        settled_ms=to_ms(row.settled_at) if row.settled_at else None,
        fixed_in_id=row.fixed_in_id,
    )


def _procedure(row: Procedure) -> ProcedureHistory:
    return ProcedureHistory(
        team_id=row.team_id,
        reason_id=row.reason_id,
        standard_id=row.standard_id,
        owner_id=row.owner_id,
        retired=row.retired_at is not None,
        versions={one.pk: (one.number, len(one.content["steps"])) for one in row.versions.all()},
    )


def _run(row: ProcedureRun) -> RunHistory:
    return RunHistory(
        ticket_id=row.ticket_id,
        procedure_id=row.procedure_id,
        version_id=row.version_id,
        step=row.step,
        reached_ms=to_ms(row.reached_at),
        state=row.state,
        trail=[(step, choice) for step, choice in row.trail],
        turns=row.turns,
        ended_ms=to_ms(row.ended_at) if row.ended_at else None,
    )
