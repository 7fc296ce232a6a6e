"""Saved views, bulk changes and the command palette: where it is."""

from django.urls import path

from gijun.desk.views import bulk, onward, palette, saved

urlpatterns = [
    path("views/", saved.views, name="views"),
    path("views/narrow/", saved.narrow, name="narrow"),
    path("views/save/", saved.save, name="save_view"),
    path("views/<int:view_id>/", saved.change, name="change_view"),
    path("bulk/", bulk.choose, name="bulk"),
    path("bulk/apply/", bulk.apply, name="apply_bulk"),
    path("bulk/<int:change_id>/", bulk.change, name="bulk_change"),
    path("bulk/<int:change_id>/undo/", bulk.undo, name="undo_bulk"),
    path("bulk/<int:change_id>/refused.csv", bulk.refused, name="bulk_refused"),
    path("tickets/<int:ticket_id>/solve-next/", onward.solve_next, name="solve_next"),
    path("palette/", palette.places, name="palette"),
    path("palette/found/", palette.found, name="palette_found"),
]
