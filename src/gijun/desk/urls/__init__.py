"""Where everything of the desk is."""

from gijun.desk.urls import (
    asking,
    clocks,
    modes,
    promises,
    quota,
    routing,
    sorting,
    sparing,
    tickets,
    views,
    wording,
)

app_name = "desk"
urlpatterns = [
    *tickets.urlpatterns,
    *routing.urlpatterns,
    *clocks.urlpatterns,
    *asking.urlpatterns,
    *promises.urlpatterns,
    *wording.urlpatterns,
    *sorting.urlpatterns,
    *sparing.urlpatterns,
    *modes.urlpatterns,
    *quota.urlpatterns,
    *views.urlpatterns,
]
