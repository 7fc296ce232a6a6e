"""The web process: Django, with the stream of the log beside it."""

import os

from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gijun.settings")

application = get_asgi_application()
