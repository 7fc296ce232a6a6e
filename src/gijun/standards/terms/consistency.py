"""The words of consistency: variables in sentences, hints on wording, and ways to contradict."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Fill(models.TextChoices):
    """What a variable in a sentence stands for."""

    CUSTOMER_NAME = "customer_name", _("customer's name")
    ORDER_NUMBER = "order_number", _("order number")
    PRODUCT = "product", _("product")
    AMOUNT = "amount", _("amount")
    DATE = "date", _("date")
    AGENT_NAME = "agent_name", _("agent's name")
    CENTRE_NAME = "centre_name", _("name of the centre")


class VariableProblem(models.TextChoices):
    """Why a variable cannot be read."""

    UNCLOSED = "unclosed", _("“%(text)s” opens a variable that is not closed. Close it with }}.")
    UNOPENED = "unopened", _("“%(text)s” closes a variable that was not opened. Open it with {{.")
    NAMELESS = "nameless", _("“%(text)s” names nothing. Write a name between the braces.")
    BARS = "bars", _("“%(text)s” has more than one |. Write {{name|what to say instead}}.")
    UNKNOWN = "unknown", _("“%(text)s” is no known variable.")


class ContradictionKind(models.TextChoices):
    """How two standards contradict each other."""

    QUANTITY = "quantity", _("They promise different figures.")
    POLARITY = "polarity", _("One allows what the other refuses.")
    DECISION = "decision", _("Their exceptions decide the same contact differently.")


class Measure(models.TextChoices):
    """What a figure in a sentence counts; read with the number."""

    DAYS = "days", _("%(count)s days")
    BUSINESS_DAYS = "business_days", _("%(count)s business days")
    MONTHS = "months", _("%(count)s months")
    MINUTES = "minutes", _("%(count)s minutes")
    WON = "won", _("%(count)s won")
    PERCENT = "percent", _("%(count)s percent")
    TIMES = "times", _("%(count)s times")


class Bound(models.TextChoices):
    """On which side of its figure a promise lies."""

    WITHIN = "within", _("within")
    AFTER = "after", _("after")
    BEFORE = "before", _("before")
    AT_LEAST = "at_least", _("at least")
    AT_MOST = "at_most", _("at most")
    EXACTLY = "exactly", _("exactly")


class Aspect(models.TextChoices):
    """What a figure limits: when customers may ask, when the centre has done it, how long it holds."""

    ASKING = "asking", _("until when customers may ask")
    DOING = "doing", _("when it is done")
    HOLDING = "holding", _("how long it holds")


class HintKind(models.TextChoices):
    """What makes a Korean sentence hard to understand."""

    LONG = "long", _("The sentence is long")
    CLAUSES = "clauses", _("The sentence strings many clauses together")
    INTERNAL = "internal", _("A word of the office, not of customers")
    HEAVY = "heavy", _("A heavy written word")
    DOUBLE_NEGATION = "double_negation", _("Two negations cancel each other")
    HONORIFIC = "honorific", _("Honorifics where there is nobody to honour")
    PASSIVE = "passive", _("A passive on top of a passive")
    ABBREVIATION = "abbreviation", _("A foreign abbreviation")
    PARTICLE = "particle", _("A particle that does not fit every value")


class Advice(models.TextChoices):
    """What to write instead."""

    SPLIT = "split", _("Make two sentences of it: %(length)s syllables, at most %(most)s read well.")
    UNCHAIN = "unchain", _("End the sentence earlier: it has %(count)s clauses, at most %(most)s read well.")
    SAY = "say", _("Say “%(instead)s”.")
    POSITIVE = "positive", _("Say what is true, not what is not untrue.")
    PLAIN_VERB = "plain_verb", _("Honour the customer, not the thing: “%(instead)s”.")
    SPELL_OUT = "spell_out", _("Write it in Korean, or explain it once in brackets.")
    PAIR = "pair", _("Write the particle as a pair after the variable: %(instead)s.")
