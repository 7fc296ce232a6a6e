"""What people type about outside systems, made clean."""

from itertools import zip_longest
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gijun.integrations.customer_card import addresses
from gijun.integrations.customer_card.models import Source
from gijun.integrations.customer_card.rules.description import Description, Row
from gijun.integrations.customer_card.terms import MOST_ROWS, Variable
from gijun.organisation.models import Team

FREE_ROWS = 3
URL_HELP = _(
    "Where it is asked, with variables of the customer: {email}, {phone} (+821012345678), "
    "{phone_local} (01012345678), {kakao}, {chat}, {api}, {id}. For example "
    "https://shop.example.com/api/customers?email={email}"
)


class SourceForm(forms.Form):
    """How a system is asked; whether that can be used, the action says."""

    name = forms.CharField(
        label=_("Name"), max_length=64, help_text=_("Agents see it above what the system knows.")
    )
    url = forms.CharField(label=_("Address"), max_length=1_000, help_text=URL_HELP)
    header = forms.CharField(
        label=_("Header"),
        max_length=64,
        required=False,
        help_text=_("What it lets us in by, for example Authorization. Empty: nothing."),
    )
    secret = forms.CharField(
        label=_("Value of the header"),
        max_length=2_000,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Stored encrypted and never shown again. Leave it empty to keep it."),
    )
    confirmed_at = forms.CharField(
        label=_("Where the answer repeats whom it is about"),
        max_length=200,
        help_text=_(
            "A path to what the first variable of the address stands for, for example customer.email. "
            "An answer about somebody else is refused."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    def rows(self) -> tuple[Row, ...]:
        """What is to be shown, as typed or as it is kept."""
        if not self.is_bound:
            return tuple(self.initial.get("rows", ()))
        typed: Any = self.data
        pairs = zip_longest(typed.getlist("label"), typed.getlist("path"), fillvalue="")
        return tuple(
            Row(label.strip(), path.strip()) for label, path in pairs if label.strip() or path.strip()
        )

    def shown_rows(self) -> list[Row]:
        """The rows with some free ones below."""
        free = max(min(FREE_ROWS, MOST_ROWS - len(self.rows())), 0)
        return [*self.rows(), *[Row("", "")] * free]

    def said(self) -> Description:
        """What the person decided."""
        clean = self.cleaned_data
        return Description(
            name=clean["name"],
            url=clean["url"],
            header=clean["header"],
            confirmed_at=clean["confirmed_at"],
            rows=self.rows(),
        )


class NewSourceForm(SourceForm):
    """The same with what stays for good."""

    field_order = ["centre", "code", "name"]
    centre = forms.ModelChoiceField(label=_("Centre"), queryset=Team.objects.none())
    code = forms.CharField(
        label=_("Code"),
        max_length=32,
        help_text=_("Small letters, digits and hyphens, such as shop-orders. It stays for good."),
    )

    def __init__(self, *args: Any, centres: list[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["centre"]
        chosen.queryset = Team.objects.filter(pk__in=[one.pk for one in centres]).order_by("name", "id")
        chosen.empty_label = None


class TryForm(forms.Form):
    """Whom to ask a system about: a box for every variable of its address."""

    def __init__(self, data: QueryDict | None = None, *, url: str) -> None:
        super().__init__(data, auto_id="try_%s")
        for variable in addresses.variables_of(url):
            widget = forms.TextInput(attrs={"autocomplete": "off"})
            self.fields[variable.value] = forms.CharField(label=variable.label, max_length=320, widget=widget)

    def values(self) -> dict[Variable, str]:
        """What was typed."""
        return {Variable(name): value for name, value in self.cleaned_data.items()}


def as_kept(source: Source) -> dict[str, object]:
    """A system as the form shows it; nothing of its secret."""
    said = source.description
    return {
        "name": said.name,
        "url": said.url,
        "header": said.header,
        "confirmed_at": said.confirmed_at,
        "rows": said.rows,
    }
