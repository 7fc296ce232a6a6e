"""What the radar looks at, what somebody acknowledges, and what reasons weigh."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.measures.models import NOTE_LENGTH
from gijun.measures.radar.actions import ALL_DAY, Anomaly
from gijun.measures.radar.queries import Asked
from gijun.measures.radar.terms import Limits
from gijun.measures.ratio.forms import CentreForm
from gijun.measures.terms import AnomalyKind, GrowthKind, Severity
from gijun.organisation.models import Team
from gijun.science.control_charts import Rule
from gijun.standards.queries.reasons import reason_names

USUAL_DAYS = 28


def _every_reason() -> list[tuple[str, Any]]:
    return [(str(pk), name) for pk, name in reason_names().items()]


class RadarForm(CentreForm):
    """Which days, and how the limits are drawn."""

    kind = forms.ChoiceField(label=_("Measured against"), choices=GrowthKind, required=False)
    limits = forms.ChoiceField(label=_("Limits"), choices=Limits, required=False)
    runs = forms.BooleanField(label=_("Run rules (Western Electric)"), required=False)

    def usual(self) -> dict[str, str]:
        return {
            "period": str(USUAL_DAYS),
            "kind": GrowthKind.ORDERS.value,
            "limits": Limits.PLAIN.value,
        }

    def asked(self, centre: Team) -> Asked:
        """What is looked at; the usual where something was not understood."""
        first, last = self.days(centre)
        clean = self.cleaned_data
        return Asked(
            centre_id=centre.pk,
            kind=clean.get("kind") or GrowthKind.ORDERS.value,
            first=first,
            last=last,
            limits=Limits(clean.get("limits") or Limits.PLAIN),
            runs=frozenset(Rule) if clean.get("runs") else frozenset(),
        )


class AcknowledgeForm(forms.Form):
    """A finding of the radar, and what somebody makes of it."""

    kind = forms.ChoiceField(choices=AnomalyKind)
    reason = forms.TypedChoiceField(
        choices=lambda: [("", ""), *_every_reason()], coerce=int, empty_value=None, required=False
    )
    day = forms.DateField()
    hour = forms.IntegerField(min_value=ALL_DAY, max_value=23)
    note = forms.CharField(label=_("Note"), max_length=NOTE_LENGTH, required=False)

    def found(self) -> Anomaly:
        """What was found, in clean values."""
        clean = self.cleaned_data
        return Anomaly(clean["kind"], clean["reason"], clean["day"], clean["hour"])


class WeightForm(forms.Form):
    """How much harm a contact about a reason means."""

    reason = forms.TypedChoiceField(label=_("Contact reason"), choices=_every_reason, coerce=int)
    severity = forms.TypedChoiceField(
        label=_("Severity"), choices=Severity, coerce=int, initial=Severity.ORDINARY
    )
