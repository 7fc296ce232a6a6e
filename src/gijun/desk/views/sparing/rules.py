"""What a centre decides: taking back, careful customers, right to end; and what its doors answer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from gijun.desk.actions.sparing.policies import GOVERN, change_answers, change_policy
from gijun.desk.errors import DeskError
from gijun.desk.forms.sparing import AnswersForm, PolicyForm
from gijun.desk.models import ChannelAccount
from gijun.desk.queries import modes
from gijun.desk.queries.sparing import answers as reads
from gijun.desk.queries.sparing import policy as policies
from gijun.desk.rules.sparing.answering import AnswerRules, filled
from gijun.desk.rules.sparing.policy import LANGUAGES, STEPS, WAYS, Ending
from gijun.desk.terms.sparing import EndStage, PolicyKind
from gijun.desk.views.centres import governed
from gijun.desk.views.sparing.answers import answered
from gijun.organisation.access import needs, person_of
from gijun.organisation.models import Person, Team

STEP_LABELS = {"warning": EndStage.WARNING.label, "final": EndStage.FINAL.label, "end": EndStage.ENDED.label}


def _texts(content: Ending) -> list[tuple[str, list[tuple[str, str, str, str]]]]:
    """The texts of the right to end, as the page draws them: by step."""
    return [
        (
            str(STEP_LABELS[step]),
            [
                (name, way, language, content.texts.get(name, ""))
                for way in WAYS
                for language in LANGUAGES
                if (name := f"{step}.{way}.{language}")
            ],
        )
        for step in STEPS
    ]


@require_http_methods(["GET", "POST"])
@needs("desk.govern_sparing")
def sparing_rules(request: HttpRequest) -> HttpResponse:
    """The rules; what cannot be kept is said, and nothing typed is lost."""
    person = person_of(request)
    centre, centres = governed(person, GOVERN, request.POST.get("centre") or request.GET.get("centre", ""))
    shown = {kind: policies.in_force(centre.pk, kind).content for kind in PolicyKind.values}
    refusal = ""
    if request.method == "POST":
        form = PolicyForm(request.POST)
        kind = request.POST.get("kind", "")
        shown[kind if kind in shown else PolicyKind.SENDING] = form.content()
        refusal = _saved(centre, kind, form, person)
        if not refusal:
            messages.success(request, _("Saved."))
            return redirect("desk:sparing_rules")
    context = {
        "centre": centre,
        "centres": centres,
        "sending": shown[PolicyKind.SENDING],
        "risk": shown[PolicyKind.RISK],
        "ending": shown[PolicyKind.ENDING],
        "texts": _texts(shown[PolicyKind.ENDING]),  # type: ignore[arg-type] # by its kind
        "refusal": refusal,
        "versions": policies.versions(centre.pk),
    }
    return render(request, "desk/sparing/rules.html", context, status=422 if refusal else 200)


def _saved(centre: Team, kind: str, form: PolicyForm, person: Person) -> str:
    """Why it was not saved; empty when it was."""
    if kind not in PolicyKind.values:
        return _("Choose what to decide.")
    try:
        change_policy(centre.pk, kind, form.content(), by=person, at=timezone.now())
    except DeskError as error:
        return str(error)
    return ""


@require_GET
@needs("desk.govern_sparing")
def auto_answers(request: HttpRequest) -> HttpResponse:
    """Every door and what it answers by itself."""
    doors = [(door, *reads.rules_of(door.pk)) for door in reads.doors_governed_by(person_of(request))]
    return render(request, "desk/sparing/auto_answers.html", {"doors": doors})


@require_http_methods(["GET", "POST"])
@needs("desk.govern_sparing")
@answered
def auto_answer(request: HttpRequest, account_id: int) -> HttpResponse:
    """What one door answers by itself, as the customer would read it now; earlier versions below."""
    person = person_of(request)
    door = reads.doors_governed_by(person).get(pk=account_id)
    version, rules = reads.rules_of(account_id)
    refusal = ""
    if request.method == "POST":
        rules = AnswersForm(request.POST).rules()
        try:
            change_answers(account_id, rules, by=person, at=timezone.now())
        except DeskError as error:
            refusal = str(error)
        else:
            messages.success(request, _("Saved."))
            return redirect("desk:auto_answer", account_id)
    context = {
        "door": door,
        "version": version,
        "rules": rules,
        "refusal": refusal,
        "previews": _previews(door, rules),
        "versions": reads.versions_of(account_id),
    }
    return render(request, "desk/sparing/auto_answer.html", context, status=422 if refusal else 200)


def _previews(door: ChannelAccount, rules: AnswerRules) -> list[tuple[str, str]]:
    """Each text with its variables filled as they would be now."""
    at = timezone.now()
    values = reads.values_for(_("(number)"), door.team, at)
    texts = [
        (_("Outside working hours"), rules.outside_hours_ko if rules.outside_hours else ""),
        (_("First message received"), rules.first_contact_ko if rules.first_contact else ""),
        (_("Peak or outage"), modes.auto_message(door.team_id, at, "ko") if rules.mode else ""),
    ]
    return [(label, filled(text, values)) for label, text in texts if text]
