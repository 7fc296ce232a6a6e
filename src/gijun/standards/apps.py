from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "gijun.standards"
    label = "standards"
