from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "gijun.measures"
    label = "measures"

    def ready(self) -> None:
        from gijun.events import background  # noqa: PLC0415 -- app ready
        from gijun.measures import events, lake, powers  # noqa: F401, PLC0415 -- app ready
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
        background.register("lake", lake.keep_fresh)
