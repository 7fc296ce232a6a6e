from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gijun.desk"
    label = "desk"

    def ready(self) -> None:
        from gijun.desk import events, powers  # noqa: F401, PLC0415 -- app ready
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
