from django.urls import path

from gijun.measures.radar import views

urlpatterns = [
    path("", views.radar, name="radar"),
    path("<int:centre_id>/acknowledge/", views.acknowledge, name="radar_acknowledge"),
    path("weights/", views.weights, name="radar_weights"),
]
