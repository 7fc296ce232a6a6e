from django.apps import AppConfig


class EmailConfig(AppConfig):
    name = "gijun.integrations.email"
    label = "email"

    def ready(self) -> None:
        from gijun.desk import outbound  # noqa: PLC0415 -- app ready
        from gijun.events import background  # noqa: PLC0415 -- app ready
        from gijun.integrations.email import (  # noqa: PLC0415 -- app ready
            events,  # noqa: F401 -- makes the facts known
            imap,
            intake,
            letters_out,
            smtp_in,
            smtp_out,
        )
        from gijun.measures.reporting import ports  # noqa: PLC0415 -- app ready

        ports.register(letters_out.LettersOut())
        outbound.register("email", smtp_out.MailOut())
        background.register("smtp", smtp_in.run)
        background.register("intake", intake.run)
        background.register("imap", imap.run)
        background.register("outbox", smtp_out.run)
