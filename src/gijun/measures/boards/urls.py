from django.urls import path

from gijun.measures.boards import views

urlpatterns = [
    path("", views.arrivals, name="boards"),
    path("export/", views.arrivals_export, name="boards_export"),
    path("today/", views.today, name="boards_today"),
    path("states/", views.states, name="boards_states"),
    path("returns/", views.returns, name="boards_returns"),
    path("goals/", views.goals, name="boards_goals"),
    path("wall/", views.wall, name="boards_wall"),
]
