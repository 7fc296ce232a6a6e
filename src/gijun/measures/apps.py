from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "gijun.measures"
    label = "measures"

    def ready(self) -> None:
        from django.core import checks  # noqa: PLC0415 -- app ready
        from django.db.models.signals import pre_migrate  # noqa: PLC0415 -- app ready

        from gijun.events import background  # noqa: PLC0415 -- app ready
        from gijun.measures import checking, events, lake, powers  # noqa: F401, PLC0415 -- app ready
        from gijun.measures.out import schema  # noqa: PLC0415 -- app ready
        from gijun.measures.process import uploads  # noqa: PLC0415 -- app ready
        from gijun.measures.reporting import posting  # noqa: PLC0415 -- app ready
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
        background.register("lake", lake.keep_fresh)
        background.register("report_schema", schema.keep_published)
        pre_migrate.connect(schema.hide_views, sender=self)
        background.register("reports", posting.run)
        background.register("process_logs", uploads.keep_swept)
        checks.register(checking.sound, "measures")
