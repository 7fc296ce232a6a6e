from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CustomerCardConfig(AppConfig):
    name = "gijun.integrations.customer_card"
    label = "customer_card"

    def ready(self) -> None:
        from gijun.desk import lookups, places  # noqa: PLC0415 -- app ready
        from gijun.integrations.customer_card import (  # noqa: PLC0415 -- app ready
            events,  # noqa: F401 -- makes the facts known
            powers,
            sources,
        )
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
        places.register(places.Place("customer_card:sources", _("Connected systems"), powers.MANAGE, "rules"))
        lookups.register("customer_card", sources.of_centre)
