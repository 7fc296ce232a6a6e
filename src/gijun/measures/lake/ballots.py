"""Who took which side in a workshop stays out of the lake.

It is a secret until the decision, and files that were copied elsewhere cannot learn that it is still open. No
measure asks who it was; the log in the database keeps it.
"""

import json

import pyarrow as pa
import pyarrow.compute as pc

from gijun.standards.events import CandidateProposed, DissentNoted, VoteCast

# Who it was, by kind of fact; the actor is the same person.
SECRET = {CandidateProposed.name: "author_id", DissentNoted.name: "person_id", VoteCast.name: "voter_id"}


def without_names(facts: pa.Table) -> pa.Table:
    """Facts in the lake's columns, without the person in those that tell of a secret side."""
    secret = pc.is_in(facts["name"], value_set=pa.array(SECRET))
    if not pc.any(secret).as_py():
        return facts
    told = facts.filter(secret).select(["name", "data"]).to_pylist()
    nobody = pa.array([None] * len(told), pa.int64())
    fields = pa.array([_without(SECRET[one["name"]], one["data"]) for one in told], pa.string())
    for column, instead in (("actor_id", nobody), ("data", fields)):
        replaced = pc.replace_with_mask(facts[column].combine_chunks(), secret.combine_chunks(), instead)
        facts = facts.set_column(facts.schema.get_field_index(column), column, replaced)
    return facts


def _without(field: str, data: str) -> str:
    fields = json.loads(data)
    fields.pop(field, None)
    return json.dumps(fields)
