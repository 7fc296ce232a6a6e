"""The words of the standards."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class VersionState(models.TextChoices):
    """What is kept of a version; whether it is in force depends on the time asked for."""

    DRAFT = "draft", _("Draft")
    PUBLISHED = "published", _("Published")


class Validity(models.TextChoices):
    """What a version is at a given time."""

    DRAFT = "draft", _("Draft")
    SCHEDULED = "scheduled", _("Scheduled")
    IN_FORCE = "in_force", _("In force")
    SUPERSEDED = "superseded", _("Superseded")


class Basis(models.TextChoices):
    """Why a version may be in force."""

    AGREED = "agreed", _("Agreed by both sides")
    BROUGHT_IN = "brought_in", _("Brought in as agreed before")
    ROLLED_BACK = "rolled_back", _("Taken back to the version before")


class Side(models.TextChoices):
    """Who has to agree: whoever answers for the policy, and whoever says it to customers."""

    POLICY = "policy", _("Policy")
    FIELD = "field", _("Field")


class SettledAs(models.TextChoices):
    """What became of a search in vain."""

    ANSWERED = "answered", _("A standard answers it")
    SYNONYM = "synonym", _("A word was added")
    NEEDLESS = "needless", _("It needs no standard")


class DocumentKind(models.TextChoices):
    """What a policy document was brought in as."""

    TEXT = "text", _("Pasted text")
    WORD = "docx", _("Word document")
    SHEET = "xlsx", _("Spreadsheet")
    WEB = "html", _("Web page")
    MARKDOWN = "md", _("Markdown")


class SnippetState(models.TextChoices):
    UNOFFICIAL = "unofficial", _("Unofficial")
    PROMOTED = "promoted", _("Became a standard")
    RETIRED = "retired", _("No longer offered")


class SentenceChannel(models.TextChoices):
    """Where a sentence is said; ``any`` serves where a channel has none of its own."""

    ANY = "any", _("Every channel")
    EMAIL = "email", _("Mail")
    CHAT = "chat", _("Chat")
    PHONE = "phone", _("Phone")
    KAKAO = "kakao", _("KakaoTalk")
    FORM = "form", _("Web form")


class Language(models.TextChoices):
    KOREAN = "ko", _("Korean")
    ENGLISH = "en", _("English")


class Gap(models.TextChoices):
    """What a draft still lacks before it can be published."""

    NO_SENTENCE = "no_sentence", _("Write the Korean sentence for every channel.")
    NO_CHANGE_NOTE = "no_change_note", _("Say in one line what changed since the version before.")
    NO_EXCEPTIONS = "no_exceptions", _("Say which exceptions there are, or that there are none.")
    TABLE_UNSOUND = (
        "table_unsound",
        _("The table of exceptions leaves something open or contradicts itself. Put it right first."),
    )


class Table(models.TextChoices):
    """What can be brought in from a file."""

    REASONS = "reasons", _("Contact reasons")
    STANDARDS = "standards", _("Standards")


class Outcome(models.TextChoices):
    """What becomes of a row of a file."""

    ADDED = "added", _("Added")
    CHANGED = "changed", _("Changed")
    UNCHANGED = "unchanged", _("Already there")
    REFUSED = "refused", _("Left out")


class Problem(models.TextChoices):
    """Why a row of a file is left out."""

    NO_CODE = (
        "no_code",
        _("It has no code, or one with signs other than letters, digits, dot, dash and underline."),
    )
    NO_NAME = "no_name", _("It has no name.")
    NO_TITLE = "no_title", _("It has no title.")
    NO_SENTENCE = "no_sentence", _("It has no sentence.")
    TOO_LONG = "too_long", _("One of its cells is longer than allowed.")
    TWICE = "twice", _("The same code stands further up in this file.")
    UNKNOWN_PARENT = "unknown_parent", _("The reason above it does not exist, or lies below it.")
    TOO_DEEP = "too_deep", _("Reasons may stand three levels deep at the most.")
    OTHER_PLACE = "other_place", _("This reason stands below another one; reasons are not moved by a file.")
    UNKNOWN_REASON = "unknown_reason", _("There is no such contact reason in use.")
    UNKNOWN_TEAM = "unknown_team", _("There is no such team, or you may not write standards for it.")
    OTHER_TEAM = "other_team", _("This standard belongs to another team, or you may not write for that team.")
    UNKNOWN_OWNER = "unknown_owner", _("Nobody who may see the team's standards has this sign-in name.")
    NOT_A_DATE = "not_a_date", _("The review date is not a date like 2026-12-31.")
    HAS_DRAFT = "has_draft", _("Somebody is writing a draft of it. Publish or discard that draft first.")


CODE_LENGTH = 32
TITLE_LENGTH = 200
STEP_LENGTH = 300
NOTE_LENGTH = 300
NAME_LENGTH = 64
SENTENCE_LENGTH = 4000
EXPLANATION_LENGTH = 20_000
REASON_LEVELS = 3
