"""Where everything is."""

from django.urls import URLPattern, URLResolver, include, path

from gijun.web import account, realtime, views
from gijun.web.api import api

calls, api_name, api_space = api.urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("alive/", views.alive, name="alive"),
    path("stream/", realtime.stream, name="stream"),
    path("must-reads/", views.must_reads, name="must_reads"),
    path("style/", views.style, name="style"),
    path("accounts/login/", account.sign_in, name="account_login"),
    path("accounts/logout/", account.sign_out, name="account_logout"),
    path("accounts/", include("allauth.urls")),
    path(
        "api/v1/", ([call for call in calls if getattr(call, "name", "") != "api-root"], api_name, api_space)
    ),
    path("desk/", include("gijun.desk.urls")),
    path("p/", include("gijun.desk.urls.progress")),
    path("standards/", include("gijun.standards.urls")),
    path("measures/", include("gijun.measures.urls")),
    path("organisation/", include("gijun.organisation.urls")),
    path("mail/", include("gijun.integrations.email.urls")),
    path("systems/", include("gijun.integrations.customer_card.urls")),
]
