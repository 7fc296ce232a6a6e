from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "gijun.standards"
    label = "standards"

    def ready(self) -> None:
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready
        from gijun.standards import events, powers  # noqa: F401, PLC0415 -- app ready

        authority.define(*powers.POWERS)
