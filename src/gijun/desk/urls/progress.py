"""The page a customer opens with a signed link."""

from django.urls import path

from gijun.desk.views.promises import customer_page

app_name = "progress"
urlpatterns = [
    path("<str:token>/", customer_page.page, name="page"),
    path("<str:token>/satisfaction/", customer_page.satisfaction, name="satisfaction"),
]
