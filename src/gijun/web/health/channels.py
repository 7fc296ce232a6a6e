"""Does what comes in and goes out flow: mail, and the figures made from the log?"""

from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from gijun.events import log
from gijun.integrations.email.health import MailHealth, mail_health
from gijun.measures.lake import manifest
from gijun.web.health.findings import Finding, Verdict

FRESH = timedelta(minutes=10)
LATE = timedelta(minutes=10)


def mail_flows(at: datetime) -> Iterator[Finding]:
    mail = mail_health(at)
    complaints = [*_coming_in(mail), *_going_out(mail, at)]
    yield from complaints or [Finding("mail", Verdict.OK, _("Mail comes in and goes out."))]


def _coming_in(mail: MailHealth) -> Iterator[Finding]:
    if not mail.is_listening:
        yield Finding(
            "mail",
            Verdict.FAIL,
            _("Nobody accepts mail at %(address)s.") % {"address": mail.listens_at},
            _("The worker listens there: start it, or set GIJUN_SMTP_LISTEN to an address that is free."),
        )
    for mailbox in mail.failing:
        yield Finding(
            "mail",
            Verdict.WARN,
            _("The mailbox %(name)s could not be read: %(why)s") % {"name": mailbox.name, "why": mailbox.why},
            _("Look at its settings on the page Mail."),
        )
    if mail.set_aside:
        yield Finding(
            "mail",
            Verdict.WARN,
            _("Incoming messages set aside: %(count)s.") % {"count": mail.set_aside},
            _("Work through them on the page Mail; nothing of them is lost."),
        )


def _going_out(mail: MailHealth, at: datetime) -> Iterator[Finding]:
    oldest = mail.outbox.oldest_due_at
    if oldest is not None and not mail.can_send:
        yield Finding(
            "mail",
            Verdict.WARN,
            _("Replies that wait because no server is set to send them by: %(count)s.")
            % {"count": mail.outbox.due},
            _("Set GIJUN_SMTP_SEND to host:port of your mail server."),
        )
    elif oldest is not None and at - oldest > LATE:
        yield Finding(
            "mail",
            Verdict.FAIL,
            _("Replies overdue in the outbox: %(count)s.") % {"count": mail.outbox.due},
            _("Is the worker alive, and does the server of GIJUN_SMTP_SEND accept mail?"),
        )
    if mail.outbox.dead:
        yield Finding(
            "mail",
            Verdict.WARN,
            _("Replies given up because they could not be sent: %(count)s.") % {"count": mail.outbox.dead},
            _("Their tickets say why; send them again from there."),
        )


def figures_are_fresh(at: datetime) -> Iterator[Finding]:
    published = manifest.read(Path(settings.LAKE))
    if published is None:
        yield Finding(
            "figures",
            Verdict.WARN,
            _("No figures have been made from the log yet."),
            _("The worker makes them; look again a minute after it started."),
        )
    elif (age := at - log.from_ms(published.as_of_ms)) > FRESH:
        yield Finding(
            "figures",
            Verdict.WARN,
            _("The figures are %(minutes)s minutes old.") % {"minutes": round(age.total_seconds() / 60)},
            _("Is the worker alive? Its messages tell why the figures stand still."),
        )
    else:
        yield Finding("figures", Verdict.OK, _("The figures are fresh."))
