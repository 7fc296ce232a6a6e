from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "gijun.organisation"
    label = "organisation"

    def ready(self) -> None:
        from gijun.events import log  # noqa: PLC0415 -- app ready
        from gijun.organisation import authority, powers, queries  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
        log.use_day_rule(queries.business_day_of)
