"""The words of candidates."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CANDIDATE_LENGTH = 4_000


class CandidateKind(models.TextChoices):
    """What it may become."""

    EXCEPTION = "exception", _("Exception")
    SENTENCE = "sentence", _("Sentence")


class CandidateState(models.TextChoices):
    OPEN = "open", pgettext_lazy("candidate", "Open")
    BEGUN = "begun", _("Became a draft")
    JOINED = "joined", _("Goes into a standard")
    DECLINED = "declined", pgettext_lazy("candidate", "Declined")
