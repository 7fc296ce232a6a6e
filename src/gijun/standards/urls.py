"""Where the pages of the standards are."""

from django.urls import path

from gijun.standards.views import drafts, finder, lists, reasons, standard, tables

app_name = "standards"
urlpatterns = [
    path("", lists.standards, name="list"),
    path("new/", standard.new, name="new"),
    path("find/", finder.find, name="find"),
    path("not-found/", finder.not_found, name="not_found"),
    path("gaps/", lists.gaps, name="gaps"),
    path("reasons/", reasons.reasons, name="reasons"),
    path("reasons/<int:reason_id>/", reasons.change, name="reason"),
    path("import/", tables.bring_in, name="import"),
    path("<int:standard_id>/", standard.page, name="page"),
    path("<int:standard_id>/about/", standard.change, name="change"),
    path("<int:standard_id>/draft/", drafts.start, name="draft"),
    path("versions/<int:version_id>/", drafts.edit, name="edit"),
    path("versions/<int:version_id>/discard/", drafts.discard, name="discard"),
    path("versions/<int:version_id>/publish/", drafts.publish, name="publish"),
]
