"""How the pages of promises say no, and offer another time."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from gijun.desk.actions.promises.told import OutsideHoursError
from gijun.desk.errors import DeskError
from gijun.desk.views.answers import refusing


def _refused(request: HttpRequest, error: DeskError) -> HttpResponse:
    """Without scripts the notice stands on a page of its own that carries everything typed.

    So nothing is lost, and the time offered is one press away.
    """
    next_at = error.next_at if isinstance(error, OutsideHoursError) else None
    context = {
        "message": str(error),
        "next_at": next_at,
        "typed": [
            (name, value)
            for name, values in request.POST.lists()
            if name not in {"csrfmiddlewaretoken", "instead", "outside_ok"}
            for value in values
        ],
    }
    name = "_refused" if request.headers.get("HX-Request") else "refused"
    return render(request, f"desk/promises/{name}.html", context, status=409)


answered = refusing(_refused)
