"""The web process."""

import os

from gijun.science.korean import morphemes
from gijun.web.handler import web

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gijun.settings")

application = web()
morphemes.load_in_background()  # searches answer without it until it is there
