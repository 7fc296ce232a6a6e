from django.urls import path

from gijun.measures.ratio import views

urlpatterns = [
    path("", views.ratio, name="ratio"),
    path("goal/", views.goal, name="ratio_goal"),
    path("goal/<int:goal_id>/close/", views.close_goal, name="ratio_goal_close"),
    path("reasons/", views.successions, name="ratio_reasons"),
]
