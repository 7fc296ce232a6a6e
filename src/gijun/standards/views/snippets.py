"""Personal scripts: the list, one of them, and what becomes of it."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from gijun.organisation import authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.queries import home_team_id
from gijun.standards.actions import snippets as actions
from gijun.standards.errors import StandardsError
from gijun.standards.forms.policies import SubjectForm
from gijun.standards.forms.snippets import OwnerForm, SnippetFilterForm, SnippetForm
from gijun.standards.models import Snippet
from gijun.standards.queries import snippets as queries
from gijun.standards.views.answers import answered

A_PAGE = 30


@require_GET
@needs("standards.view")
def snippets(request: HttpRequest) -> HttpResponse:
    """Scripts with their owners and what they resemble."""
    person, form = person_of(request), SnippetFilterForm(request.GET)
    wanted = form.wanted()
    pages = Paginator(queries.listed(person, wanted), A_PAGE).get_page(request.GET.get("page"))
    carried = request.GET.copy()
    carried.pop("page", None)
    context = {
        "form": form,
        "wanted": wanted,
        "pages": pages,
        "lines": queries.lines(person, pages, timezone.now()),
        "query": carried.urlencode(),
        "owners": queries.owners(person),
        "may_write": authority.allows(person, "standards.write"),
    }
    return render(request, "standards/snippets.html", context)


@require_http_methods(["GET", "POST"])
@needs("standards.view")
@answered
def new(request: HttpRequest) -> HttpResponse:
    """Keep words of one's own."""
    by = person_of(request)
    form = SnippetForm(request.POST or None, person=by, is_new=True, initial={"team": home_team_id(by)})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            kept = actions.add_snippet(
                title=given["title"],
                text=given["text"],
                team_id=given["team"],
                owner_id=by.pk,
                by=by,
                at=timezone.now(),
            )
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("standards:snippet", kept.pk)
    return render(request, "standards/snippet_new.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@needs("standards.view")
@answered
def snippet(request: HttpRequest, snippet_id: int) -> HttpResponse:
    """A script: its words to change, its owner, and its way to a standard."""
    by = person_of(request)
    shown = queries.snippet(by, snippet_id)
    form = SnippetForm(
        request.POST or None, person=by, is_new=False, initial={"title": shown.title, "text": shown.text}
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_snippet(snippet_id, **form.cleaned_data, by=by, at=timezone.now())
        except StandardsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("Saved."))
            return redirect("standards:snippet", snippet_id)
    return _show(request, shown, form)


def _show(request: HttpRequest, shown: Snippet, form: SnippetForm) -> HttpResponse:
    person = person_of(request)
    may_change = queries.may_change(person, shown)
    context = {
        "form": form,
        "line": queries.lines(person, [shown], timezone.now())[0],
        "may_change": may_change,
        "may_offer_again": queries.may_offer_again(person, shown),
        "may_promote": may_change and authority.allows(person, "standards.write", team_id=shown.team_id),
        "owner_form": OwnerForm(person=person, initial={"owner": shown.owner_id}),
    }
    return render(request, "standards/snippet.html", context, status=422 if form.errors else 200)


@require_POST
@needs("standards.view")
@answered
def hand_over(request: HttpRequest, snippet_id: int) -> HttpResponse:
    """Let somebody else answer for it."""
    by = person_of(request)
    form = OwnerForm(request.POST, person=by)
    if not form.is_valid():
        raise StandardsError(_("Choose who answers for the script from now on."))
    actions.hand_over_snippet(snippet_id, owner_id=form.cleaned_data["owner"], by=by, at=timezone.now())
    messages.success(request, _("Saved."))
    return redirect("standards:snippets")


@require_POST
@needs("standards.view")
@answered
def retire(request: HttpRequest, snippet_id: int) -> HttpResponse:
    """Offer it no longer."""
    actions.retire_snippet(snippet_id, by=person_of(request), at=timezone.now())
    messages.success(request, _("The script is no longer offered."))
    return redirect("standards:snippets")


@require_POST
@needs("standards.view")
@answered
def offer_again(request: HttpRequest, snippet_id: int) -> HttpResponse:
    """Offer it again."""
    actions.offer_snippet_again(snippet_id, by=person_of(request), at=timezone.now())
    messages.success(request, _("The script is offered again."))
    return redirect("standards:snippet", snippet_id)


@require_POST
@needs("standards.write")
@answered
def promote(request: HttpRequest, snippet_id: int) -> HttpResponse:
    """Begin a standard with its words, and go on to the draft."""
    form = SubjectForm(request.POST)
    if not form.is_valid():
        raise StandardsError(_("Write a title for the standard."))
    title = form.cleaned_data["title"]
    draft = actions.promote_snippet(snippet_id, title=title, by=person_of(request), at=timezone.now())
    messages.success(request, _("The standard is begun with the words of the script."))
    return redirect("standards:edit", draft.pk)
