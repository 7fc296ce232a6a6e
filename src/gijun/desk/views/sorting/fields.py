"""Fields of a centre, and the rules that ask for them."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gijun.desk.actions.sorting import fields as actions
from gijun.desk.forms.sorting import FieldForm, RulesForm
from gijun.desk.models import Field
from gijun.desk.queries.sorting import fields as queries
from gijun.desk.rules.sorting.fields import Rule
from gijun.desk.terms import ChannelKind
from gijun.desk.terms.sorting import WITH_CHOICES, FieldKind, Source
from gijun.desk.views.answers import answered
from gijun.desk.views.centres import governed
from gijun.organisation.access import needs, person_of
from gijun.standards import queries as standards


@require_http_methods(["GET", "POST"])
@needs("desk.govern_fields")
@answered
def fields(request: HttpRequest) -> HttpResponse:
    """Every field of a centre, the rules in force and their versions; a new field is added here."""
    person = person_of(request)
    asked = request.POST.get("centre") or request.GET.get("centre", "")
    centre, centres = governed(person, actions.GOVERN, asked)
    if request.method == "POST":
        form = FieldForm(request.POST)
        form.is_valid()
        given = form.cleaned_data
        actions.add_field(
            centre.pk,
            code=given.get("code") or "",
            name_ko=given.get("name_ko") or "",
            name_en=given.get("name_en") or "",
            kind=FieldKind(given.get("kind") or FieldKind.TEXT),
            choices=form.given_choices(),
            personal=given.get("personal", False),
            by=person,
            at=timezone.now(),
        )
        messages.success(request, _("Saved."))
        return redirect(f"{reverse('desk:fields')}?centre={centre.pk}")
    return render(
        request, "desk/sorting/fields.html", _context(centre.pk) | {"centre": centre, "centres": centres}
    )


def _context(centre_id: int) -> dict[str, object]:
    known = queries.fields_of(centre_id)
    version, rules = queries.rules_of(centre_id)
    by_field = {rule.field_id: rule for rule in rules}
    in_use = [row for row in known if row.retired_at is None]
    return {
        "fields": known,
        "version": version,
        "rows": [(row, by_field.get(row.pk, Rule(row.pk, required=False))) for row in in_use],
        "versions": queries.rule_versions(centre_id),
        "kinds": FieldKind.choices,
        "with_choices": WITH_CHOICES,
        "sources": Source.choices,
        "channels": ChannelKind.choices,
        "reasons": standards.reasons_tree(),
    }


@require_POST
@needs("desk.govern_fields")
@answered
def field(request: HttpRequest, field_id: int) -> HttpResponse:
    """Names and choices of a field, and whether it is still asked for."""
    form = FieldForm(request.POST)
    form.is_valid()
    given = form.cleaned_data
    changed = actions.change_field(
        field_id,
        name_ko=given.get("name_ko") or "",
        name_en=given.get("name_en") or "",
        choices=form.given_choices(),
        retired=given.get("retired", False),
        by=person_of(request),
        at=timezone.now(),
    )
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('desk:fields')}?centre={changed.centre_id}")


@require_POST
@needs("desk.govern_fields")
@answered
def rules(request: HttpRequest) -> HttpResponse:
    """Which fields are asked for when, as a new version."""
    person = person_of(request)
    centre, _centres = governed(person, actions.GOVERN, request.POST.get("centre", ""))
    in_use = Field.objects.filter(centre=centre, retired_at=None).order_by("id").values_list("pk", flat=True)
    actions.change_rules(
        centre.pk, RulesForm(request.POST, list(in_use)).rules(), by=person, at=timezone.now()
    )
    messages.success(request, _("Saved."))
    return redirect(f"{reverse('desk:fields')}?centre={centre.pk}")
