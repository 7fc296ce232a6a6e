from django.apps import AppConfig


class EventsConfig(AppConfig):
    name = "gijun.events"
    label = "events"
