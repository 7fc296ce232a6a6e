"""One file that holds the whole installation: database, customers' originals, secrets."""

from gijun.web.backup.archive import BackupError, Manifest
from gijun.web.backup.make import make
from gijun.web.backup.restore import restore, verify

__all__ = ["BackupError", "Manifest", "make", "restore", "verify"]
