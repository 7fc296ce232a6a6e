"""How a skill is called in the log and in policies."""

import re

CODE = re.compile(r"[a-z0-9][a-z0-9-]{0,31}")


def is_code(text: str) -> bool:
    """Small Latin letters, figures and ``-``, 32 at most."""
    return CODE.fullmatch(text) is not None
