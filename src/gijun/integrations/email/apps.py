from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "gijun.integrations.email"
    label = "email"
