"""The words of mail."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Security(models.TextChoices):
    """How the line to a mailbox is protected."""

    TLS = "tls", _("TLS from the start (usually port 993)")
    STARTTLS = "starttls", _("STARTTLS (usually port 143)")
    NONE = "none", _("None: only for a server on this machine")


class Fault(models.TextChoices):
    """Why a mailbox could not be read."""

    UNREACHABLE = "unreachable", _("The mail server does not answer. Check its name and port.")
    CERTIFICATE = "certificate", _("The connection could not be secured. Check the kind of security.")
    LOGIN = "login", _("The mail server refused the sign-in. Check the user name and password.")
    FOLDER = "folder", _("The mailbox has no such folder. Check its name.")
    SECRET = "secret", _("The stored password cannot be read any more. Type it again.")
    OTHER = "other", _("The mail server answered something unexpected.")


class Unreadable(models.TextChoices):
    """Why nothing can be made of an original; kept as a code, so that everybody reads their language."""

    EMPTY = "empty", _("It is empty.")
    NO_HEADERS = "no_headers", _("It does not begin with headers.")
    NO_MAIL_HEADERS = "no_mail_headers", _("None of its headers is one of a mail.")
    NO_SENDER = "no_sender", _("It does not say who sent it.")


class Start(models.TextChoices):
    """Which mails of a mailbox are taken in when it is set up."""

    NEW = "new", _("Only mail that arrives from now on")
    ALL = "all", _("Everything that lies in the folder")


KIND = "email"  # the channel
NULL_SENDER = "<>"  # the envelope of a message nobody may answer
NUMBER_OF_OTHER = "number_of_other_customer"  # defect: the subject names a ticket the sender has no part in
SAME_ID = "same_id_other_content"  # defect: a second mail under one Message-ID
