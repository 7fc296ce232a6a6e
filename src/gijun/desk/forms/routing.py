"""A routing policy as people type it: queues one under another, figures beside each other."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.models import Ticket
from gijun.desk.queries.routing.screens import Choices
from gijun.desk.rules.routing import Policy, Queue
from gijun.desk.terms import ChannelKind, Priority
from gijun.desk.terms.routing import ChoiceRule, NewcomerMark, Refusal

SPARE = 1  # empty queues shown under the ones there are
OVERFLOWS = 2
PROFICIENCY = [(0, _("anybody")), *((level, str(level)) for level in range(1, 6))]
FIGURES = {
    "capacity": _("How much one agent holds at once"),
    "newcomer_capacity": _("How much a newcomer holds at once"),
    "newcomer_days": _("Days somebody counts as a newcomer"),
    "offer_s": _("Seconds to answer an offer"),
    "expiries": _("Unanswered offers in a row before somebody is set away (0: never)"),
    "again_after_s": _("Seconds before a declined ticket is offered to the same agent again"),
    "sticky_days": _("Days the last agent of a customer is remembered"),
    "sticky_wait_s": _("Seconds a ticket is held for them while they are busy"),
    "away_s": _("Working seconds away before waiting tickets go back (0: never)"),
}


class QueueForm(forms.Form):
    """One queue. Whether it can work is the policy's rule to say, not the form's."""

    code = forms.CharField(label=_("Code"), max_length=64, required=False)
    name = forms.CharField(label=_("Name"), max_length=200, required=False)
    choice = forms.ChoiceField(label=_("Who is chosen"), choices=ChoiceRule.choices)
    asks = forms.BooleanField(label=_("Offer first, give when accepted"), required=False)
    channels = forms.MultipleChoiceField(
        label=_("Channels"), choices=ChannelKind.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    reason_ids = forms.TypedMultipleChoiceField(label=_("Contact reasons"), coerce=int, required=False)
    minimum_priority = forms.TypedChoiceField(label=_("From priority"), choices=Priority.choices, coerce=int)
    team_id = forms.TypedChoiceField(
        label=_("Tickets of the team"), coerce=int, empty_value=None, required=False
    )
    skill_id = forms.TypedChoiceField(label=_("Skill"), coerce=int, empty_value=None, required=False)
    minimum = forms.TypedChoiceField(label=_("Minimum of proficiency"), choices=PROFICIENCY, coerce=int)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["reason_ids"].choices = choices.reasons
        fields["team_id"].choices = [("", _("any")), *choices.teams]
        fields["skill_id"].choices = [("", _("none")), *choices.skills]
        for step in range(1, OVERFLOWS + 1):
            fields[f"after_s_{step}"] = forms.IntegerField(
                label=_("After working seconds"), required=False, min_value=1
            )
            fields[f"over_to_{step}"] = forms.TypedChoiceField(
                label=_("also this team"),
                choices=[("", _("nobody")), *choices.teams],
                coerce=int,
                empty_value=None,
                required=False,
            )

    @property
    def overflow_fields(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Pairs of seconds and team, in order."""
        return [(self[f"after_s_{step}"], self[f"over_to_{step}"]) for step in range(1, OVERFLOWS + 1)]

    @property
    def is_spare(self) -> bool:
        """Nobody has named it: it is no queue."""
        return not (self["code"].value() or self["name"].value())

    def content(self) -> dict[str, Any]:
        """The queue as a policy has it."""
        clean = self.cleaned_data
        names = [name for name in self.fields if not name.startswith(("after_s_", "over_to_"))]
        steps = [
            {"after_s": clean[f"after_s_{step}"], "team_id": clean[f"over_to_{step}"]}
            for step in range(1, OVERFLOWS + 1)
            if clean.get(f"over_to_{step}") is not None
        ]
        return {name: clean.get(name) for name in names} | {"overflow": steps}


class FiguresForm(forms.Form):
    """What holds for every queue of the centre."""

    claim_reasons = forms.TypedMultipleChoiceField(
        label=_("Exceptions and claims: never to newcomers"), coerce=int, required=False
    )
    claim_skill = forms.TypedChoiceField(
        label=_("Skill they need"), coerce=int, empty_value=None, required=False
    )
    claim_minimum = forms.TypedChoiceField(label=_("Minimum of proficiency"), choices=PROFICIENCY, coerce=int)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["claim_reasons"].choices = choices.reasons
        fields["claim_skill"].choices = [("", _("the queue's, or what somebody is best at")), *choices.skills]
        for name, label in FIGURES.items():
            fields[name] = forms.IntegerField(label=label, min_value=0, max_value=30 * 86_400)
        for kind in ChannelKind:
            fields[f"weight_{kind.value}"] = forms.IntegerField(label=kind.label, min_value=1, max_value=100)

    @property
    def figures(self) -> list[forms.BoundField]:
        return [self[name] for name in FIGURES]

    @property
    def weights(self) -> list[forms.BoundField]:
        return [self[f"weight_{kind.value}"] for kind in ChannelKind]

    def content(self) -> dict[str, Any]:
        """The figures as a policy has them."""
        clean = self.cleaned_data
        return {name: clean[name] for name in FIGURES} | {
            "weights": {kind.value: clean[f"weight_{kind.value}"] for kind in ChannelKind},
            "claims": {
                "reason_ids": clean["claim_reasons"],
                "skill_id": clean["claim_skill"],
                "minimum": clean["claim_minimum"],
            },
        }


class PolicyForms:
    """The whole page of a policy: its queues and its figures."""

    def __init__(self, policy: Policy, choices: Choices, data: Mapping[str, Any] | None = None) -> None:
        given = len(policy.queues) + SPARE
        if data is not None:
            typed = str(data.get("queues", ""))
            given = min(int(typed), 50) if typed.isdigit() else given
        kept = dict(enumerate(policy.queues))
        self.queues = [
            QueueForm(
                data,
                prefix=f"q{number}",
                choices=choices,
                initial=_of_queue(kept.get(number)) if data is None else None,
            )
            for number in range(given)
        ]
        self.figures = FiguresForm(
            data, choices=choices, initial=_of_figures(policy) if data is None else None
        )

    def is_valid(self) -> bool:
        asked = [form for form in self.queues if not form.is_spare]
        return all(form.is_valid() for form in [*asked, self.figures])

    def content(self) -> dict[str, Any]:
        """The policy as it is stored; queues nobody named are left out."""
        queues = [form.content() for form in self.queues if not form.is_spare]
        return {"queues": queues} | self.figures.content()


def _of_queue(queue: Queue | None) -> dict[str, Any]:
    if queue is None:
        return {"choice": ChoiceRule.LONGEST_IDLE, "asks": True, "minimum_priority": 1, "minimum": 0}
    overflow = {
        f"{name}_{step}": value
        for step, one in enumerate(queue.overflow, start=1)
        for name, value in (("after_s", one.after_s), ("over_to", one.team_id))
    }
    return asdict(queue) | overflow


def _of_figures(policy: Policy) -> dict[str, Any]:
    claims = policy.claims
    return (
        {name: getattr(policy, name) for name in FIGURES}
        | {f"weight_{kind.value}": policy.weight(kind.value) for kind in ChannelKind}
        | {
            "claim_reasons": claims.reason_ids,
            "claim_skill": claims.skill_id,
            "claim_minimum": claims.minimum,
        }
    )


class SimulationForm(forms.Form):
    """A ticket that does not exist, to see where it would go."""

    channel = forms.ChoiceField(label=_("Channel"), choices=ChannelKind.choices)
    reason_id = forms.TypedChoiceField(
        label=_("Contact reason"), coerce=int, empty_value=None, required=False
    )
    priority = forms.TypedChoiceField(
        label=_("Priority"), choices=Priority.choices, coerce=int, initial=Priority.NORMAL
    )
    team_id = forms.TypedChoiceField(label=_("Team"), coerce=int)

    def __init__(self, *args: Any, choices: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["reason_id"].choices = [("", _("not known yet")), *choices.reasons]
        fields["team_id"].choices = choices.teams

    def ticket(self) -> Ticket:
        """The ticket meant, unsaved."""
        return Ticket(**self.cleaned_data)


class ProfileForm(forms.Form):
    capacity = forms.IntegerField(label=_("Holds at once"), required=False, min_value=1, max_value=100)
    newcomer = forms.ChoiceField(label=_("Newcomer"), choices=NewcomerMark.choices, required=False)


class RefusalForm(forms.Form):
    reason = forms.ChoiceField(
        choices=Refusal.choices,
        error_messages={"required": _("Say why you decline, so that the next one can be chosen well.")},
    )
