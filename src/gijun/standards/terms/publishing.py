"""The words of publishing: what changes with a version, and what became of its notice."""

from datetime import timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

GRACE = timedelta(minutes=30)
"""For so long after a must-read is shown, people may take new tickets without having read it."""

MOST_ANSWERS = 4  # a digit key each
QUESTION_LENGTH = 300
ANSWER_LENGTH = 200


class ArtefactKind(models.TextChoices):
    """What changes together when a version comes into force."""

    TEMPLATE = "template", _("Reply template")
    CHECKLIST = "checklist", _("Checklist")
    CARD = "card", _("Knowledge card")
    EVALUATION = "evaluation", _("Evaluation items")
    QUIZ = "quiz", _("Comprehension question")
    NOTICE = "notice", _("Notice")


class Label(models.TextChoices):
    """What stands before an entry of an artefact."""

    TITLE = "title", _("Title")
    SENTENCE = "sentence", _("Agreed sentence")
    WHY = "why", _("Why, and where it comes from")
    EXCEPTION = "exception", _("Exception")
    OTHERWISE = "otherwise", _("Everything else")
    NO_EXCEPTIONS = "no_exceptions", _("There are no exceptions.")
    CRITICAL = "critical", _("critical")
    QUESTION = "question", _("Question")
    RIGHT = "right", _("right")
    MUST_READ = "must_read", _("Must be read")


class ReadingState(models.TextChoices):
    """Where somebody stands with a notice."""

    OPEN = "open", _("To be read")
    OVERDUE = "overdue", _("Overdue")
    ASKED = "asked", _("Question open")
    READ = "read", _("Read")
    FREE = "free", _("For information")
