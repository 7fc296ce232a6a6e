"""A letter to a colleague: text, the same as HTML with its pictures inside, and files."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

from gijun.integrations.email.rules.charsets import storable
from gijun.integrations.email.rules.compose import POLICY, SUPPRESS, OutgoingFile, header_address, header_line


@dataclass(frozen=True, slots=True)
class Inside:
    """A picture of the HTML, which asks for it as ``cid:name``."""

    name: str
    png: bytes


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    """What a letter is made of. ``message_id``: ``<token@domain>``, the same at every try."""

    from_address: str
    to_name: str
    to_address: str
    subject: str
    text: str
    html: str
    message_id: str
    sent_at: datetime
    pictures: Sequence[Inside] = ()
    files: Sequence[OutgoingFile] = ()


def compose_letter(letter: OutgoingLetter) -> EmailMessage:
    """The letter as it goes out; it says that no person wrote it, so that nothing answers by itself.

    Raises:
        UnsafeHeader: a line break in what becomes a header, or an address that is none.
    """
    made = EmailMessage(policy=POLICY)
    made["From"] = header_address(letter.from_address, "Gijun")
    made["To"] = header_address(letter.to_address, letter.to_name)
    made["Subject"] = header_line(letter.subject)
    made["Date"] = format_datetime(letter.sent_at)
    made["Message-ID"] = letter.message_id
    made["Auto-Submitted"] = "auto-generated"
    made["X-Auto-Response-Suppress"] = SUPPRESS
    made.set_content(storable(letter.text), charset="utf-8", cte="base64")
    made.add_alternative(storable(letter.html), subtype="html", charset="utf-8", cte="base64")
    html = made.get_payload()[1]  # type: ignore[index] # the alternative that was just added
    for picture in letter.pictures:
        html.add_related(  # type: ignore[union-attr] # a message, for it was made as one
            picture.png, "image", "png", cid=f"<{picture.name}>", filename=f"{picture.name}.png"
        )
    for file in letter.files:
        maintype, _slash, subtype = file.content_type.partition("/")
        made.add_attachment(file.content, maintype=maintype, subtype=subtype, filename=header_line(file.name))
    return made
