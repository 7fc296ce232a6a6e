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
PLACED = f"SELECT *, happened_ms::HUGEINT * {AFTER} + position AS place FROM lake_events"  # noqa: S608 -- a number
