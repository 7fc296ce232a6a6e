from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gijun.desk"
    label = "desk"

    def ready(self) -> None:
        from gijun.desk import events, powers  # noqa: F401, PLC0415 -- app ready
        from gijun.desk.queries.examples import DeskExamples  # noqa: PLC0415 -- app ready
        from gijun.desk.queries.filling import TicketValues  # noqa: PLC0415 -- app ready
        from gijun.desk.queries.reactions import DeskReactions  # noqa: PLC0415 -- app ready
        from gijun.organisation import authority  # noqa: PLC0415 -- app ready
        from gijun.standards import examples, filling, reactions  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
        examples.register(DeskExamples())
        filling.register(TicketValues())
        reactions.register(DeskReactions())
