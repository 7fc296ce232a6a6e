"""The web process: Django, with the stream of the log beside it."""

import os
import warnings

from django.core.asgi import get_asgi_application

from gijun.science.korean import morphemes

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gijun.settings")

# Files for the pages are read whole by a thread and then sent: they are small and their number is bounded.
warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume synchronous iterators")
application = get_asgi_application()
morphemes.load_in_background()  # searches answer without it until it is there
