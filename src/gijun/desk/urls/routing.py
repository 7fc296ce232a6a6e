"""How waiting tickets find the right free person: where it is."""

from django.urls import URLPattern, path

from gijun.desk.views import routing

urlpatterns: list[URLPattern] = [
    path("queues/", routing.queues, name="queues"),
    path("queues/people/<int:person_id>/", routing.profile, name="routing_profile"),
    path("routing/", routing.policy, name="routing"),
    path("offer/", routing.offer, name="offer"),
    path("offer/<int:offer_id>/accept/", routing.accept, name="accept_offer"),
    path("offer/<int:offer_id>/refuse/", routing.refuse, name="refuse_offer"),
]
