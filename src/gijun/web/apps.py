from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gijun.web"
    label = "web"
