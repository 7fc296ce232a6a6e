from django.apps import AppConfig


class StandardsConfig(AppConfig):
    name = "gijun.standards"
    label = "standards"

    def ready(self) -> None:
        from gijun.events import background  # noqa: PLC0415 -- app ready
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready
        from gijun.standards import events, indexing, powers  # noqa: F401, PLC0415 -- app ready

        authority.define(*powers.POWERS)
        background.register("index of standards", indexing.keep_indexed)
