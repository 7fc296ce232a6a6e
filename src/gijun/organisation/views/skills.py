"""Skills: which there are, and who masters them how well."""

import re
from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from gijun.organisation import actions, authority
from gijun.organisation.access import needs, person_of
from gijun.organisation.forms import SkillChangeForm, SkillForm
from gijun.organisation.queries import floor
from gijun.organisation.queries import skills as reads
from gijun.organisation.views.page import done, reachable, show, status_of, told

GIVE = "organisation.give_skills"
MANAGE = "organisation.manage_floor"
CELL = re.compile(r"p(\d{1,18})s(\d{1,18})")
STEPS = range(1, 6)


@require_http_methods(["GET", "POST"])
@needs(GIVE)
def skills(request: HttpRequest) -> HttpResponse:
    """The matrix of people and skills; a POST adds a skill."""
    by, form = person_of(request), SkillForm(request.POST or None)
    if request.method == "POST" and done(
        request, form, lambda clean: actions.define_skill(**clean, by=by, at=timezone.now())
    ):
        return redirect("organisation:skills")
    known = floor.skills()
    context = {
        "form": form,
        "skills": known,
        "rows": reads.matrix(by, known),
        "steps": STEPS,
        "may_define": authority.allows_everywhere(by, MANAGE),
        "all_skills": reads.all_skills(),
    }
    return show(request, "skills", "floor/skills", context, status=status_of(form))


@require_POST
@needs(GIVE)
@reachable
def give_skills(request: HttpRequest) -> HttpResponse:
    """Save what differs in the matrix, all or nothing."""
    by = person_of(request)
    told(request, lambda: actions.give_skills(_cells(request.POST), by=by, at=timezone.now()))
    return redirect("organisation:skills")


def _cells(typed: QueryDict) -> Iterator[tuple[int, int, int]]:
    """Person, skill and proficiency of each cell that is understood."""
    for name, value in typed.items():
        cell = CELL.fullmatch(name)
        if cell and str(value).isdecimal():
            yield int(cell[1]), int(cell[2]), int(str(value)[:2])


@require_POST
@needs(MANAGE)
@reachable
def change_skill(request: HttpRequest, skill_id: int) -> HttpResponse:
    """Rename, retire, or take back into use."""
    form = SkillChangeForm(request.POST)
    clean = form.cleaned_data if form.is_valid() else {"name": "", "retired": False}
    told(request, lambda: actions.change_skill(skill_id, **clean, by=person_of(request), at=timezone.now()))
    return redirect("organisation:skills")
