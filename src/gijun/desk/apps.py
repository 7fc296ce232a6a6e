from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "gijun.desk"
    label = "desk"

    def ready(self) -> None:
        from gijun.desk import dispatching, events, powers, searching  # noqa: F401, PLC0415 -- app ready
        from gijun.desk.actions.clocks import follow_log  # noqa: PLC0415 -- app ready
        from gijun.desk.actions.sparing import answering  # noqa: PLC0415 -- app ready
        from gijun.desk.queries.examples import DeskExamples  # noqa: PLC0415 -- app ready
        from gijun.desk.queries.filling import TicketValues  # noqa: PLC0415 -- app ready
        from gijun.desk.queries.modes import doors  # noqa: PLC0415 -- app ready
        from gijun.desk.queries.reactions import DeskReactions  # noqa: PLC0415 -- app ready
        from gijun.desk.terms import ChannelKind  # noqa: PLC0415 -- app ready
        from gijun.events import background, consume, log  # noqa: PLC0415 -- app ready
        from gijun.organisation import authority, ports  # noqa: PLC0415 -- app ready
        from gijun.standards import examples, filling, reactions  # noqa: PLC0415 -- app ready

        authority.define(*powers.POWERS)
        ports.know_channels(ChannelKind.choices)
        ports.use_break_rule(doors.break_rule)
        ports.gate_ready(doors.unread_gate)
        background.register("index of tickets", searching.keep_indexed)
        background.register("routing", dispatching.keep_routing)
        log.follow("clocks", follow_log)
        consume.register(consume.Consumer("auto_answers", answering.take, answering.NAMES))
        examples.register(DeskExamples())
        filling.register(TicketValues())
        reactions.register(DeskReactions())
