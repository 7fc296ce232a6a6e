"""The words of exceptions that are decided by a table: facts, verdicts, and what is wrong with a table."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FactKind(models.TextChoices):
    """What an answer to a question is."""

    BOOLEAN = "boolean", _("Yes or no")
    CHOICE = "choice", _("One of several")
    DATE = "date", _("Date")
    AMOUNT = "amount", _("Amount")
    DURATION = "duration", _("Duration")


class Unit(models.TextChoices):
    """What the whole numbers of amounts and durations count."""

    WON = "KRW", _("won")
    DAYS = "days", _("days")
    HOURS = "hours", _("hours")
    MINUTES = "minutes", _("minutes")


class Verdict(models.TextChoices):
    """What a table says about a contact."""

    ALLOWED = "allowed", _("Allowed")
    DENIED = "denied", _("Denied")
    APPROVAL = "approval", _("Needs approval")


class DecisionProblem(models.TextChoices):
    """What keeps a table from being agreed on; its placeholders are those of the rules' ``Problem``."""

    NO_CASES = "no_cases", _("The table has no case yet.")
    TOO_MANY_CASES = (
        "too_many_cases",
        _("The table has %(number)s cases. No more than %(most)s can be checked; make two standards of it."),
    )
    TOO_MANY_FACTS = (
        "too_many_facts",
        _("The table asks %(number)s questions. An agent can be asked %(most)s at the most."),
    )
    FACT_TWICE = "fact_twice", _("The question “%(fact)s” stands in the table more than once.")
    NOT_A_KEY = (
        "not_a_key",
        _("“%(fact)s” cannot name a question: use letters, digits, dot, dash and underline."),
    )
    NO_QUESTION = "no_question", _("“%(fact)s” has no words to ask it with.")
    NO_CHOICES = "no_choices", _("The question “%(fact)s” has no choices.")
    CHOICES_UNASKED = (
        "choices_unasked",
        _("The question “%(fact)s” has choices, but its answer is not one of several."),
    )
    CHOICE_TWICE = "choice_twice", _("The question “%(fact)s” has the choice “%(choice)s” more than once.")
    NOT_A_CODE = (
        "not_a_code",
        _("“%(choice)s” cannot name a choice of “%(fact)s”: use letters, digits, dot, dash and underline."),
    )
    NO_LABEL = "no_label", _("The choice “%(choice)s” of “%(fact)s” has no label.")
    LABEL_TWICE = "label_twice", _("Two choices of “%(fact)s” are called “%(label)s”.")
    WRONG_UNIT = "wrong_unit", _("The question “%(fact)s” cannot be counted in “%(unit)s”.")
    UNKNOWN_FACT = "unknown_fact", _("%(place)s has a condition on “%(fact)s”, which the table does not ask.")
    CONDITION_TWICE = "condition_twice", _("%(place)s has more than one condition on “%(fact)s”.")
    WRONG_CONDITION = (
        "wrong_condition",
        _("%(place)s has a condition on “%(fact)s” that does not fit the kind of its answer."),
    )
    NO_CODES = "no_codes", _("%(place)s names no choice of “%(fact)s”, so it never applies.")
    UNKNOWN_CODE = "unknown_code", _("%(place)s names “%(choice)s”, which is not a choice of “%(fact)s”.")
    BOUNDS_REVERSED = (
        "bounds_reversed",
        _("%(place)s has bounds of “%(fact)s” that leave nothing between them, so it never applies."),
    )
    BELOW_ZERO = "below_zero", _("%(place)s has a bound of “%(fact)s” below zero.")
    NO_SENTENCE = "no_sentence", _("%(place)s has no sentence to say.")
    NO_APPROVAL = "no_approval", _("%(place)s needs approval, but does not say whose.")
    APPROVAL_UNASKED = (
        "approval_unasked",
        _("%(place)s names an approval, but its verdict does not ask for one."),
    )
    OTHERWISE_CONDITIONAL = (
        "otherwise_conditional",
        _("The case for everything else has conditions; it applies wherever no other case does."),
    )
    EXAMPLE_UNNAMED = "example_unnamed", _("An example has no name.")
    EXAMPLE_TWICE = "example_twice", _("There is more than one example “%(example)s”.")
    EXAMPLE_REFUSED = "example_refused", _("The example “%(example)s” cannot be decided: %(refusal)s")
    EXAMPLE_FAILS = (
        "example_fails",
        _("The example “%(example)s” expects “%(expected)s”, but the table says “%(verdict)s”."),
    )


class CasePlace(models.TextChoices):
    """How a message names a case of a table."""

    NUMBERED = "numbered", _("Case %(number)s")
    OTHERWISE = "otherwise", _("The case for everything else")


class DecisionRefusal(models.TextChoices):
    """Why an answer, a cell or a stored table is not accepted; placeholders as in its ``DecisionError``."""

    MISSING_FACT = "missing_fact", _("The question “%(fact)s” has to be answered first.")
    UNKNOWN_FACT = "unknown_fact", _("The table does not ask “%(fact)s”.")
    UNKNOWN_CHOICE = "unknown_choice", _("“%(value)s” is not a choice of “%(fact)s”.")
    WRONG_TYPE = "wrong_type", _("“%(value)s” is not an answer to “%(fact)s”.")
    BELOW_ZERO = "below_zero", _("The answer to “%(fact)s” cannot be below zero.")
    UNSOUND = "unsound", _("The table has to be put right before it can decide: %(problem)s")
    NO_CASE = "no_case", _("No case of the table covers these answers.")
    SEVERAL_CASES = (
        "several_cases",
        _("The cases %(first)s and %(second)s of the table contradict each other for these answers."),
    )
    NOT_YES_OR_NO = (
        "not_yes_or_no",
        _("“%(text)s” is neither yes nor no. Write “예” or “아니요”, “yes” or “no”."),
    )
    NOT_A_CHOICE = "not_a_choice", _("“%(text)s” is not understood. Write one or more of: %(choices)s.")
    NOT_AN_AMOUNT = (
        "not_an_amount",
        _("“%(text)s” is not an amount of whole won. Write for example “30,000원”, “3만원” or “1만 5천원”."),
    )
    NOT_AN_AMOUNT_RANGE = (
        "not_an_amount_range",
        _("“%(text)s” is not understood. Write for example “30,000원 미만”, “3만원 초과” or “1만원~3만원”."),
    )
    NOT_A_DURATION = (
        "not_a_duration",
        _("“%(text)s” is not a whole number of %(unit)s. Write for example “7일”, “2주”, “3시간” or “30분”."),
    )
    NOT_A_DURATION_RANGE = (
        "not_a_duration_range",
        _("“%(text)s” is no number of whole %(unit)s. Write for example “7일 이내”, “8일 이상” or “3~7일”."),
    )
    NOT_A_DATE = "not_a_date", _("“%(text)s” is not a date. Write for example “2026-12-31”.")
    NOT_A_DATE_RANGE = (
        "not_a_date_range",
        _("“%(text)s” is not understood. Write for example “2026-12-01부터” or “2026-12-01~2026-12-31”."),
    )
    NOT_YET = "not_yet", _("“%(text)s” lies in the future, so nothing has passed since.")
    AMBIGUOUS_RANGE = (
        "ambiguous_range",
        _("“%(text)s” can be read in two ways. Write the unit at both ends, for example “3만원~7만원”."),
    )
    RANGE_REVERSED = "range_reversed", _("“%(text)s” leaves nothing between its bounds.")
    NOT_ONE_RANGE = "not_one_range", _("“%(text)s” leaves out a part in the middle. Write two cases instead.")
    TOO_INTRICATE = (
        "too_intricate",
        _("The cases cut each other into too many pieces to be compared for certain."),
    )
    OTHER_VERSION = (
        "other_version",
        _("The table is stored in form %(version)s; this release reads form %(readable)s."),
    )
    UNREADABLE = "unreadable", _("The stored table cannot be read at “%(field)s”. Expected: %(expected)s.")


class StoredForm(models.TextChoices):
    """What a field of a stored table has to hold."""

    TEXT = "text", _("a text")
    TEXTS = "texts", _("a list of different texts in alphabetical order")
    WHOLE_NUMBER = "whole_number", _("a whole number or nothing")
    TRUTH = "truth", _("true or false")
    DATE = "date", _("a date like 2026-12-31, or nothing")
    VALUE = "value", _("true, false, a text, a whole number or a date in an object")
    LIST = "list", _("a list")
    OBJECT = "object", _("an object with texts as names")
    FIELDS = "fields", _("an object with exactly these fields: %(names)s")
    WORD = "word", _("one of these words: %(names)s")


class DecisionPart(models.TextChoices):
    """What a change of a table concerns."""

    FACT = "fact", _("Question")
    CASE = "case", _("Case")
    OTHERWISE = "otherwise", _("Everything else")
    EXAMPLE = "example", _("Example")


class DecisionChange(models.TextChoices):
    """What happened to a part of a table between two versions."""

    ADDED = "added", _("Added")
    REMOVED = "removed", _("Removed")
    CHANGED = "changed", _("Changed")


MOST_FACTS = 8
MOST_CASES = 200
