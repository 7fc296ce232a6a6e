"""The ``gijun`` command: Django's own command line with our settings."""

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gijun.settings")
    execute_from_command_line(["gijun", *sys.argv[1:]])


if __name__ == "__main__":
    main()
