from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "gijun.web"
    label = "web"

    def ready(self) -> None:
        from gijun.events import background, log  # noqa: PLC0415 -- app ready
        from gijun.web import tasks, worker  # noqa: PLC0415 -- app ready

        log.follow("bulk changes", tasks.follow_changes)
        background.register("log readers", worker.read_the_log)
        background.register("clock", tasks.keep_time)
        background.register("tasks", tasks.work_off_the_queue)
