from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "gijun.measures"
    label = "measures"
