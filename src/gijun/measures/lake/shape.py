"""The columns of the lake: the log's own, and the fields of facts that measures need."""

import json

import pyarrow as pa

LOG = pa.schema(
    [
        ("position", pa.int64()),
        ("name", pa.string()),
        ("version", pa.int16()),
        ("happened_ms", pa.int64()),
        ("recorded_ms", pa.int64()),
        ("day", pa.date32()),
        ("slot", pa.int16()),
        ("ticket_id", pa.int64()),
        ("contact_id", pa.int64()),
        ("agent_id", pa.int64()),
        ("actor_id", pa.int64()),
        ("team_id", pa.int64()),
        ("channel", pa.string()),
        ("data", pa.string()),  # JSON
    ]
)
TOLD = {
    "customer_id": "BIGINT",
    "into_customer_id": "BIGINT",
    "into_ticket_id": "BIGINT",
    "from_agent_id": "BIGINT",
    "from_team_id": "BIGINT",
    "reason_id": "BIGINT",
    "message_id": "BIGINT",
    "standard_id": "BIGINT",
    "version_id": "BIGINT",
    "worked_ms": "BIGINT",
    "found_ms": "BIGINT",
    "waited_s": "DOUBLE",
    "edited_share": "DOUBLE",
    "automatic": "VARCHAR",
    "by_customer": "BOOLEAN",
    "kind": "VARCHAR",
    "amount": "BIGINT",
    "day_number": "BIGINT",
}
# A field that is missing or no such number gives NULL; the fact itself stays in `data`.
EXTRACT = f"""
    SELECT * EXCLUDE told, unnest(told)
    FROM (SELECT *, json_transform(data, '{json.dumps(TOLD)}') AS told FROM raw)
"""  # noqa: S608 -- names from the table above
AFTER = 1_000_000_000_000  # above every position: `place` orders by time, then by position
PLACE = f"happened_ms::HUGEINT * {AFTER} + position"
# Facts that are few and looked up from everywhere: kept together in the fact ``rare``, so that nobody has to
# go through the whole log for them.
RARE = (
    "desk.ticket_merged", "desk.ticket_split", "desk.message_moved", "desk.contact_voided",
    "desk.customers_merged", "desk.customers_parted",
    "desk.mode_entered", "desk.mode_prolonged", "desk.mode_ended", "measures.growth_recorded",
)  # fmt: skip
# What the facts about contacts and tickets are folded from.
TELLING = (
    "desk.contact_opened", "desk.ticket_opened", "desk.ticket_reopened", "desk.ticket_assigned",
    "desk.ticket_released", "desk.ticket_solved", "desk.ticket_closed", "desk.solve_undone",
    "desk.reply_written", "desk.reply_withdrawn", "desk.work_ended", "desk.reason_chosen",
    "desk.contact_ended_by_right", "telephony.call_answered", *RARE,
)  # fmt: skip
STATE = "organisation.state_entered"


def listed(names: tuple[str, ...]) -> str:
    """Names as SQL text for IN (…)."""
    return ", ".join(f"'{name}'" for name in names)


# The columns that folds look at; `data` only of the facts whose other fields they read.
NARROW = """
    position, name, happened_ms, day, slot, ticket_id, contact_id, agent_id, team_id, channel,
    customer_id, into_customer_id, into_ticket_id, from_agent_id, reason_id, message_id, worked_ms, automatic,
    CASE WHEN name IN ('desk.reply_withdrawn', 'desk.solve_undone') THEN data END AS data
"""
