from django.apps import AppConfig


class PracticeConfig(AppConfig):
    name = "gijun.practice"
    label = "practice"
