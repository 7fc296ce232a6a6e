"""Pages of outside systems that know customers, under /systems/."""

from django.urls import path

from gijun.integrations.customer_card import views

app_name = "customer_card"
urlpatterns = [
    path("", views.sources, name="sources"),
    path("new/", views.add, name="add"),
    path("<int:source_id>/", views.source, name="source"),
    path("<int:source_id>/switch/", views.switch, name="switch"),
    path("<int:source_id>/try/", views.try_it, name="try"),
]
