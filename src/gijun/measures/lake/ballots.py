"""Who took which side in a workshop stays out of the lake.

It is a secret until the decision, and files that were copied elsewhere cannot learn that it is still open. No
measure asks who it was; the log in the database keeps it.
"""

import json
from typing import Any

from gijun.measures.lake import shape
from gijun.standards.events import CandidateProposed, DissentNoted, VoteCast

# Who it was, by kind of fact; the actor is the same person.
SECRET = {CandidateProposed.name: "author_id", DissentNoted.name: "person_id", VoteCast.name: "voter_id"}
NAME, ACTOR, DATA = (shape.LOG.get_field_index(column) for column in ("name", "actor_id", "data"))


def without_names(row: tuple[Any, ...]) -> tuple[Any, ...]:
    """A row of the log in the lake's columns, without the person if it tells of a secret side."""
    secret = SECRET.get(row[NAME])
    if secret is None:
        return row
    told = list(row)
    told[ACTOR] = None
    fields = json.loads(row[DATA])
    fields.pop(secret, None)
    told[DATA] = json.dumps(fields)
    return tuple(told)
