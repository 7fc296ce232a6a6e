"""What was promised by when: clocks, policies: where it is."""

from django.urls import path

from gijun.desk.views import clocks

urlpatterns = [
    path("targets/", clocks.targets, name="targets"),
    path("targets/move/", clocks.move, name="move_clocks"),
    path("targets/kept/", clocks.kept, name="targets_kept"),
]
