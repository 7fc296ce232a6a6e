"""The words of outside systems that know customers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms.sparing import LookupOutcome

MOST_BYTES = 256 * 1024  # of an answer
MOST_ROWS = 20
LONGEST_URL = 1_000
LONGEST_LABEL = 64
LONGEST_PATH = 200
LONGEST_SECRET = 2_000
LONGEST_VALUE = 500  # of what is shown in a row
DEEPEST_PATH = 20
REDIRECTS = 3  # within one system


class Variable(models.TextChoices):
    """What of a customer may stand in an address."""

    EMAIL = "email", _("Mail address")
    PHONE = "phone", _("Phone number, as +821012345678")
    PHONE_LOCAL = "phone_local", _("Phone number, as 01012345678")
    KAKAO = "kakao", _("KakaoTalk user key")
    CHAT = "chat", _("Chat visitor")
    API = "api", _("Key given by the API")
    ID = "id", _("Customer number here")


class Fault(models.TextChoices):
    """Why a system cannot be connected like this."""

    NAME = "name", _("Give the system a name.")
    CODE = "code", _("Write a code of 2 to 32 small letters, digits and hyphens that begins with a letter.")
    TAKEN = "taken", _("The code %(value)s is taken.")
    SCHEME = "scheme", _("The address must begin with https:// or http://.")
    HOST = "host", _("The address names no server.")
    URL = "url", _("The address cannot be read.")
    LONG = "long", _("The address may have 1,000 characters at most.")
    SIGN_IN = "sign_in", _("Leave user name and password out of the address; use the header for them.")
    PLACE = "place", _("Variables may stand only after the server's name.")
    VARIABLE = "variable", _("There is no variable %(value)s.")
    NO_VARIABLE = "no_variable", _("The address must name the customer by a variable, such as {email}.")
    PRIVATE = (
        "private",
        _(
            "The server %(value)s is inside a network of its own. "
            "Whoever runs this installation must allow it first."
        ),
    )
    HEADER = "header", _("“%(value)s” is not the name of a header.")
    RESERVED = "reserved", _("The header %(value)s cannot be set.")
    SECRET = "secret", _("The value of the header may have up to 2,000 Latin letters, digits and signs.")
    NO_SECRET = "no_secret", _("Type the value of the header.")
    SECRET_MOVED = "secret_moved", _("Server or header have changed. Type the value of the header again.")
    NO_HEADER = "no_header", _("Name the header that the value belongs to.")
    PATH = "path", _("The path “%(value)s” cannot be read. Write it like customer.orders[0].status.")
    CONFIRMATION = (
        "confirmation",
        _("Say where the answer repeats whom it is about, or it may show somebody else."),
    )
    NO_ROWS = "no_rows", _("Name at least one thing to show.")
    ROWS = "rows", _("At most 20 rows can be shown.")
    ROW = "row", _("The row “%(value)s” needs a name and a path.")
    LABEL = "label", _("“%(value)s” is longer than 64 characters.")
    TWICE = "twice", _("“%(value)s” stands there twice.")


class Trouble(models.TextChoices):
    """Why a system gave no card, in words that say what to look at."""

    SLOW = "slow", _("It did not answer within %(seconds)s seconds.")
    UNREACHABLE = "unreachable", _("It cannot be reached. Check the server's name and port.")
    CERTIFICATE = "certificate", _("The connection could not be secured. Its certificate is not trusted.")
    PRIVATE = "private", _("Its server is inside a network of its own, which is not allowed here.")
    REDIRECT = "redirect", _("It sends us on to another server, which is not followed.")
    SIGN_IN = "sign_in", _("It does not let us in. Check the header and its value.")
    BUSY = "busy", _("It says that we ask too often.")
    BROKEN = "broken", _("It reports a fault of its own.")
    STATUS = "status", _("It refused the question. Check the address.")
    SECRET = "secret", _("The stored value of the header cannot be read any more. Type it again.")
    HTTP = "http", _("It does not answer as a web server does.")
    CUT_OFF = "cut_off", _("Its answer is shorter than it says.")
    LARGE = "large", _("Its answer is larger than 256 KB.")
    NOT_JSON = "not_json", _("Its answer is not JSON.")
    CHARSET = "charset", _("Its answer is not in the character set that it names.")
    UNCONFIRMED = "unconfirmed", _("Its answer does not say whom it is about. Check that path.")
    SOMEBODY_ELSE = "somebody_else", _("It answered about somebody else. Nothing of it is shown.")


OUTCOMES = {
    Trouble.SLOW: LookupOutcome.SLOW,
    Trouble.UNREACHABLE: LookupOutcome.UNREACHABLE,
    Trouble.CERTIFICATE: LookupOutcome.UNREACHABLE,
    Trouble.PRIVATE: LookupOutcome.NOT_ALLOWED,
    Trouble.REDIRECT: LookupOutcome.NOT_ALLOWED,
    Trouble.SIGN_IN: LookupOutcome.REFUSED,
    Trouble.BUSY: LookupOutcome.REFUSED,
    Trouble.BROKEN: LookupOutcome.REFUSED,
    Trouble.STATUS: LookupOutcome.REFUSED,
    Trouble.SECRET: LookupOutcome.REFUSED,
    Trouble.HTTP: LookupOutcome.GARBLED,
    Trouble.CUT_OFF: LookupOutcome.GARBLED,
    Trouble.LARGE: LookupOutcome.GARBLED,
    Trouble.NOT_JSON: LookupOutcome.GARBLED,
    Trouble.CHARSET: LookupOutcome.GARBLED,
    Trouble.UNCONFIRMED: LookupOutcome.GARBLED,
    Trouble.SOMEBODY_ELSE: LookupOutcome.SOMEBODY_ELSE,
}
