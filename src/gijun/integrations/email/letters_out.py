"""Letters to colleagues leave by the server that sends replies."""

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from gijun.desk.outbound import Sent
from gijun.desk.queries import doors
from gijun.integrations.email import smtp_out
from gijun.integrations.email.rules.compose import OutgoingFile
from gijun.integrations.email.rules.letter import Inside, OutgoingLetter, compose_letter
from gijun.integrations.email.terms import KIND
from gijun.measures.reporting.ports import Handed, Letter


def sender() -> str:
    """The address letters leave by: the setting's, or else the first of our own."""
    return settings.SMTP_FROM or next(iter(sorted(doors.addresses(KIND))), "")


class LettersOut:
    """Mail's side of the port for letters."""

    def is_ready(self) -> bool:
        return bool(settings.SMTP_SEND and sender())

    def hand_over(self, letter: Letter) -> Handed:
        """Hand one letter to the mail server. Without its answer to the text nobody knows where it is."""
        if letter.to_address.lower() in doors.addresses(KIND):
            refusal = _("It would go to one of the centre's own mailboxes.")
            return Handed(accepted=False, final=True, answer=refusal)
        lines: list[smtp_out.Client] = []

        def hand() -> Sent:
            mail = compose_letter(_outgoing(letter))
            with smtp_out.server(sender()) as line:
                lines.append(line)
                line.send_message(mail, sender(), [letter.to_address])
            return Sent(accepted=True, answer=line.taken)

        sent = smtp_out.tried(hand)
        has_answer = sent.answer[:1].isdigit()
        is_unsure = not sent.accepted and not has_answer and any(line.is_handing for line in lines)
        return Handed(sent.accepted, final=sent.final, is_unsure=is_unsure, answer=sent.answer)


def _outgoing(letter: Letter) -> OutgoingLetter:
    domain = sender().rpartition("@")[2]
    return OutgoingLetter(
        from_address=sender(),
        to_name=letter.to_name,
        to_address=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        html=letter.html,
        message_id=f"<{letter.key}@{domain}>",
        sent_at=timezone.now(),
        pictures=[Inside(one.name, one.content) for one in letter.pictures],
        files=[OutgoingFile(one.name, one.content, one.content_type) for one in letter.enclosures],
    )
