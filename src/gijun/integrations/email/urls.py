"""Pages of mail, under /mail/."""

from django.urls import path

from gijun.integrations.email import views

app_name = "email"
urlpatterns = [
    path("", views.inbound, name="inbound"),
    path("originals/<int:raw_id>/retry/", views.retry, name="retry"),
    path("originals/<int:raw_id>/", views.original, name="original"),
    path("mailboxes/", views.mailboxes, name="mailboxes"),
    path("mailboxes/new/", views.add_mailbox, name="add_mailbox"),
    path("mailboxes/<int:account_id>/", views.mailbox, name="mailbox"),
    path("mailboxes/<int:account_id>/door/", views.change_door, name="change_door"),
    path("mailboxes/<int:account_id>/fetching/", views.set_up_fetching, name="set_up_fetching"),
    path("mailboxes/<int:account_id>/test/", views.test_fetching, name="test_fetching"),
]
