"""Parquet files for a person, of the teams they may see."""

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_POST

from gijun.measures import lake, queries
from gijun.measures.errors import NoLakeError
from gijun.measures.forms import SelectionForm
from gijun.measures.out import parquet
from gijun.organisation.access import needs, person_of
from gijun.organisation.actions import note_sensitive_read
from gijun.organisation.terms import Sensitive


@require_POST
@needs("measures.export")
def download(request: HttpRequest) -> HttpResponse | HttpResponseBase:
    """Folded facts and daily figures of the selection; that data left the house stays in the audit."""
    person = person_of(request)
    try:
        selection = SelectionForm(person, request.POST, at=timezone.now()).selection()
        with lake.opened() as opened:
            question = queries.question_of(person, selection, opened.manifest.as_of_ms)
            file = parquet.as_zip(opened, question)
    except NoLakeError:
        return redirect("measures:overview")
    note_sensitive_read(Sensitive.EXPORT, 0, by=person, at=timezone.now())
    name = f"measures-{selection.first}-{selection.last}.zip"
    return FileResponse(file, as_attachment=True, filename=name, content_type="application/zip")
