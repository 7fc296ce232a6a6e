"""What people type about mail, made clean."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from gijun.desk.terms import RawReason
from gijun.integrations.email.actions import Access, Given
from gijun.integrations.email.models import Mailbox
from gijun.integrations.email.terms import Security, Start
from gijun.organisation import authority
from gijun.organisation.models import Person, Team

SET_ASIDE, NOT_TAKEN_IN = "aside", "dropped"


class OriginalsForm(forms.Form):
    """Which originals are shown; what is not understood narrows nothing."""

    show = forms.ChoiceField(choices=[(SET_ASIDE, ""), (NOT_TAKEN_IN, "")], required=False)
    reason = forms.ChoiceField(
        label=_("Why it is here"), choices=[("", _("Every reason")), *RawReason.choices], required=False
    )
    page = forms.IntegerField(required=False, min_value=1)

    def wanted(self) -> tuple[str, str, int]:
        """What to show, the reason to narrow it to, and the page."""
        self.is_valid()
        clean = self.cleaned_data
        return clean.get("show") or SET_ASIDE, clean.get("reason") or "", clean.get("page") or 1


class DoorForm(forms.Form):
    """A mailbox as customers know it, and the team behind it."""

    name = forms.CharField(
        label=_("Name"), max_length=64, help_text=_("Customers see it as the sender of replies.")
    )
    team = forms.ModelChoiceField(label=_("Team"), queryset=Team.objects.none())
    is_active = forms.BooleanField(label=_("Takes mail in"), required=False, initial=True)

    def __init__(self, *args: Any, person: Person, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.auto_id = "door_%s"  # two forms share the page
        below, _above = authority.teams_with(person, "desk.manage_accounts")
        teams: Any = self.fields["team"]
        teams.queryset = Team.objects.filter(pk__in=below).order_by("path")


class NewDoorForm(DoorForm):
    """The same with its address, which stays for good."""

    field_order = ["address", "name", "team"]
    address = forms.EmailField(label=_("Mail address"), max_length=254)
    is_active = None  # type: ignore[assignment] # a new mailbox takes mail in: Django's way to leave a field out

    def clean_address(self) -> str:
        address: str = self.cleaned_data["address"].lower()
        if "+" in address:
            raise forms.ValidationError(
                _("An address with a plus sign cannot be a mailbox: replies are found by it.")
            )
        return address


class MailboxForm(forms.Form):
    """Where a mailbox lies and how to get in."""

    host = forms.CharField(label=_("Server"), max_length=255)
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65_535, initial=993)
    security = forms.TypedChoiceField(label=_("Security"), choices=Security.choices, coerce=Security)
    username = forms.CharField(label=_("User name"), max_length=255)
    password = forms.CharField(
        label=_("Password"),
        max_length=255,
        required=False,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Stored encrypted. Leave it empty to keep the stored one."),
    )
    folder = forms.CharField(label=_("Folder"), max_length=255, initial="INBOX")
    start = forms.TypedChoiceField(
        label=_("Which mail"), choices=Start.choices, coerce=Start, initial=Start.NEW
    )
    takes_plus = forms.BooleanField(
        label=_("Mail to an address with a plus sign arrives here too"),
        required=False,
        help_text=_(
            "For example help+anything@…: replies are then found whatever the customer's program does."
        ),
    )
    is_active = forms.BooleanField(label=_("Fetch this mailbox"), required=False, initial=True)

    def access(self) -> Access:
        """The way in, with an empty password where none was typed."""
        clean = self.cleaned_data
        return Access(
            host=clean["host"].strip(),
            port=clean["port"],
            username=clean["username"],
            password=clean["password"],
            security=clean["security"],
            folder=clean["folder"],
        )

    def given(self) -> Given:
        """Everything the person decided."""
        clean = self.cleaned_data
        return Given(
            access=self.access(),
            start=clean["start"],
            takes_plus=clean["takes_plus"],
            is_active=clean["is_active"],
        )


def as_typed(mailbox: Mailbox | None) -> dict[str, object]:
    """A mailbox as the form shows it; nothing of its password."""
    if mailbox is None:
        return {}
    names = ("host", "port", "security", "username", "folder", "takes_plus", "is_active")
    start = Start.ALL if mailbox.takes_from is None else Start.NEW
    return {"start": start} | {name: getattr(mailbox, name) for name in names}
