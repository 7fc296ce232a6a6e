from django.urls import include, path

from gijun.measures import views

app_name = "measures"
urlpatterns = [
    path("", views.overview, name="overview"),
    path("definitions/", views.definitions, name="definitions"),
    path("standards/", views.standards_in_use, name="standards"),
    path("wrap-up/", views.wrap_up, name="wrap_up"),
    path("export/", views.export, name="export"),
    path("growth/", views.growth, name="growth"),
    path("growth/<int:draft_id>/", views.growth_draft, name="growth_draft"),
    path("growth/<int:draft_id>/import/", views.growth_import, name="growth_import"),
    path("ratio/", include("gijun.measures.ratio.urls")),
    path("radar/", include("gijun.measures.radar.urls")),
    path("reports/", include("gijun.measures.reporting.urls")),
    path("process/", include("gijun.measures.process.urls")),
    path("boards/", include("gijun.measures.boards.urls")),
    path("out/", include("gijun.measures.out.urls")),
]
