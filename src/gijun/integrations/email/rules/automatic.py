"""Did a machine write this mail? RFC 3834 and what products really send."""

import re
from collections.abc import Callable, Sequence

LOOP_HEADER = "X-Gijun-Loop"
AWAY = re.compile(
    r"^\s*(?:\[?(?:자동\s?(?:회신|응답|답장)|부재\s?중\s?(?:자동\s?)?(?:응답|회신|안내|알림))\]?"
    r"|out of (?:the )?office|automatic(?:ally)? (?:reply|response)|auto(?:matic)?[- ]?reply"
    r"|automated response)",
    re.IGNORECASE,
)

Header = Callable[[str], str]


def reason_for(header: Header, *, content_type: str, subject: str, senders: Sequence[str]) -> str:
    """Why we think a machine wrote it, as a code; empty: a human.

    ``Auto-Submitted: no`` is a human. Values are compared without case.
    """
    submitted = header("Auto-Submitted").split(";")[0].strip().lower()
    checks = (
        (content_type == "multipart/report", "bounce"),
        (header("Return-Path").strip() == "<>", "bounce"),
        (any(re.match(r"(?i)(mailer-daemon|postmaster)@", one) for one in senders), "bounce"),
        (bool(submitted) and submitted != "no", "auto_submitted"),
        (header("Precedence").strip().lower() in {"bulk", "junk", "list", "auto_reply"}, "bulk"),
        (bool(header("List-Id").strip()), "list"),
        (bool(header("X-Autoreply") or header("X-Autorespond") or header("X-Autoresponder")), "auto_reply"),
        (bool(AWAY.match(subject)), "away"),
    )
    return next((code for holds, code in checks if holds), "")
