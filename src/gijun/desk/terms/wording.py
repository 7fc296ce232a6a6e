"""Templates, procedures and what is odd about a sentence: the words."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

NAME_LENGTH = 120
ALIAS_LENGTH = 200
TEXT_LENGTH = 4_000
STEP_LENGTH = 300
NOTE_LENGTH = 500
ANSWER_LENGTH = 1_000
EXCERPT_LENGTH = 600
MOST_TEXTS = 40  # of a version
MOST_REQUIRED = 20  # steps of a template's checklist
REVIEW_SOON_DAYS = 14
MOST_STEPS = 60  # of a procedure
MOST_CHOICES = 9  # one key each
MOST_TURNS = 500  # of a run: somebody goes round and round
SHORT_FORM = _("short form")
END = "end"  # where a procedure ends; no step may be called so


class Situation(models.TextChoices):
    """What the customer is in, whatever the contact is about."""

    ORDINARY = "ordinary", pgettext_lazy("situation", "Ordinary")
    LATE = "late", pgettext_lazy("situation", "Something is late")
    OUR_FAULT = "our_fault", pgettext_lazy("situation", "Our fault")
    UPSET = "upset", pgettext_lazy("situation", "Upset customer")
    REFUSAL = "refusal", pgettext_lazy("situation", "Not possible")
    LACKING = "lacking", pgettext_lazy("situation", "Details are missing")
    OUTAGE = "outage", pgettext_lazy("situation", "Outage")


class Stage(models.TextChoices):
    """How far the conversation is."""

    GREETING = "greeting", pgettext_lazy("stage", "Greeting")
    CHECKING = "checking", pgettext_lazy("stage", "Checking")
    ANSWER = "answer", pgettext_lazy("stage", "Answer")
    PROGRESS = "progress", pgettext_lazy("stage", "Progress")
    CLOSING = "closing", pgettext_lazy("stage", "Closing")


class TemplateFault(models.TextChoices):
    """Why a version of a template is refused."""

    NAMELESS = "nameless", _("The template has no name. Write one that agents look for.")
    NOTHING = "nothing", _("The template says nothing. Write at least one text for every channel in Korean.")
    NO_FALLBACK = (
        "no_fallback",
        _("There is no full text for every channel in Korean. It is said where a channel has none."),
    )
    TWICE = "twice", _("%(place)s has two texts of the same kind. Keep one.")
    TOO_LONG = "too_long", _("%(place)s is longer than %(most)s letters. Shorten it.")
    NOT_SHORTER = (
        "not_shorter",
        _("%(place)s: the short form is not shorter than the full text. Shorten it, or leave it out."),
    )
    VARIABLE = "variable", _("%(place)s: %(problem)s")
    NO_STANDARD = (
        "no_standard",
        _("%(place)s inserts {{standard}}, but no standard is linked. Link one, or take it out."),
    )
    STANDARD_PIPED = (
        "standard_piped",
        _("%(place)s: {{standard}} takes nothing to say instead. Write it alone."),
    )
    TOO_MANY_STEPS = "too_many_steps", _("A template has at most %(most)s required steps.")
    STEP_TOO_LONG = "step_too_long", _("Step %(place)s is longer than %(most)s letters. Shorten it.")
    STEP_TWICE = "step_twice", _("Step %(place)s stands there twice. Keep one.")
    NO_REASON = "no_reason", _("Say why the texts change: whoever compares the versions later needs it.")
    REVIEW_PAST = "review_past", _("The review date is over already. Choose a day to come.")


class FlagState(models.TextChoices):
    """Where “something is odd about this sentence” stands."""

    OPEN = "open", pgettext_lazy("flag", "Open")
    FIXED = "fixed", pgettext_lazy("flag", "Fixed")
    NO_FAULT = "no_fault", pgettext_lazy("flag", "Not a fault")


class StepKind(models.TextChoices):
    """What a step of a procedure wants."""

    DO = "do", pgettext_lazy("step", "Do")
    ASK = "ask", pgettext_lazy("step", "Ask the customer")
    CHOOSE = "choose", pgettext_lazy("step", "Choose")
    WAIT = "wait", pgettext_lazy("step", "Wait")


class ProcedureFault(models.TextChoices):
    """Why a version of a procedure is refused."""

    NAMELESS = "nameless", _("The procedure has no name. Write one that agents look for.")
    NO_REASON = "no_reason", _("Say why the procedure changes.")
    EMPTY = "empty", _("The procedure has no step. Write the first one.")
    TOO_MANY = "too_many", _("A procedure has at most %(most)s steps.")
    BAD_CODE = (
        "bad_code",
        _("Step “%(step)s”: a short name is 1 to 20 of a–z, 0–9, - and _, and not “end”."),
    )
    TWICE = "twice", _("Two steps are called “%(step)s”. Give one of them another short name.")
    TEXTLESS = "textless", _("Step “%(step)s” says nothing. Write what the agent does.")
    TOO_LONG = "too_long", _("Step “%(step)s” is longer than %(most)s letters. Shorten it.")
    FEW_CHOICES = "few_choices", _("Step “%(step)s” chooses between fewer than two ways. Add one.")
    MANY_CHOICES = (
        "many_choices",
        _("Step “%(step)s” has more than %(most)s choices: there is one key for each. Split it."),
    )
    CHOICE_TEXTLESS = "choice_textless", _("Step “%(step)s” has a choice without words.")
    NO_CHOICES_HERE = (
        "no_choices_here",
        _("Step “%(step)s” has choices, but is not a step that chooses. Change its kind, or take them out."),
    )
    MISSING = "missing", _("Step “%(step)s” goes on at “%(target)s”, which does not exist.")
    UNREACHABLE = "unreachable", _("Step “%(step)s” is never reached. Lead a step to it, or take it out.")
    ENDLESS = (
        "endless",
        _("From step “%(step)s” there is no way to the end: %(example)s. Let one of them end."),
    )


class RunState(models.TextChoices):
    """Where a procedure in a ticket stands."""

    RUNNING = "running", pgettext_lazy("run", "Under way")
    FINISHED = "finished", pgettext_lazy("run", "Finished")
    ABANDONED = "abandoned", pgettext_lazy("run", "Broken off")
