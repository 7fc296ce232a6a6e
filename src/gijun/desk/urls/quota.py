"""Contacts that people who are no agents answer themselves: where it is."""

from django.urls import path

from gijun.desk.views import quota

urlpatterns = [
    path("quota/", quota.quota, name="quota"),
    path("quota/set/", quota.set_quota, name="set_quota"),
    path("quota/learned/", quota.learned, name="write_learned"),
]
