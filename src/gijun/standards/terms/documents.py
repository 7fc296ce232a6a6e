"""The words of policy documents and personal scripts."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Unreadable(models.TextChoices):
    """Why a document cannot be read, and what to do about it."""

    NOT_THAT_KIND = "not_that_kind", _("This is not a file of that kind. Choose the kind the file really is.")
    UNKNOWN_KIND = (
        "unknown_kind",
        _("Files of this kind cannot be read. Save it as .docx, .xlsx, .html, .md or .txt."),
    )
    OLD_FORMAT = "old_format", _("This is an old Office format. Save it as .docx or .xlsx and bring that in.")
    ENCRYPTED = "encrypted", _("This file is protected by a password. Save it without one.")
    DAMAGED = "damaged", _("This file is damaged. Open it in its own program and save it anew.")
    NOT_TEXT = "not_text", _("This is no text in UTF-8 or CP949. Save it in one of these encodings.")
    EMPTY = "empty", _("There is no text in it.")
    NO_TEXT_COLUMN = "no_text_column", _("No column of this table is headed “text”.")
    TOO_LARGE = "too_large", _("This document is too large. Divide it and bring the parts in.")
    TOO_MANY = "too_many", _("This document has too many clauses. Divide it and bring the parts in.")
    SWOLLEN = "swollen", _("This file unpacks to far more than a document holds. It was not opened.")


class Doubt(models.TextChoices):
    """What of a document could not be read beside its text."""

    STYLES = (
        "styles",
        _("The styles of this document are damaged. Headings may be missing: look how it is divided."),
    )
    NUMBERS = (
        "numbers",
        _("The automatic numbering of this document is damaged. Numbers are missing: look at the headings."),
    )
    NOTES = (
        "notes",
        _("Footnotes or endnotes of this document are damaged. Their text is missing: add what matters."),
    )


class ClauseState(models.TextChoices):
    """How far a clause is from being said to customers."""

    MISSING = "missing", _("No sentence")
    WRITING = "writing", _("A standard is being written")
    CHECK = "check", _("The clause changed")
    SAID = "said", _("Said to customers")
    ASIDE = "aside", _("Set aside")


class SnippetProblem(models.TextChoices):
    """Why a row of personal scripts is left out."""

    NO_WORDS = "no_words", _("It has no words.")
    TOO_LONG = "too_long", _("Its title or its words are longer than allowed.")
    UNKNOWN_OWNER = "unknown_owner", _("Nobody who may see the team's standards has this sign-in name.")
    TWICE = "twice", _("The same words stand further up in this file.")
    SAME_WORDS = "same_words", _("A script with these very words is there already.")


DOCUMENT_BYTES = 10 * 1024 * 1024  # of a file
DOCUMENT_CHARACTERS = 400_000
DOCUMENT_CLAUSES = 2_000
CLAUSE_LENGTH = 4_000
SNIPPET_LENGTH = 4_000
