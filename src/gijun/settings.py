"""Every setting, read from the environment once. ``docs/operations.md`` explains each name.

The defaults run the whole product on one machine: SQLite, files in ``var/``, mail accepted on loopback.
"""

import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

PACKAGE = Path(__file__).resolve().parent
TESTING = "pytest" in sys.modules


def _text(name: str, default: str) -> str:
    return os.environ.get(f"GIJUN_{name}", default)


def _number(name: str, default: int) -> int:
    given = _text(name, str(default))
    try:
        return int(given)
    except ValueError as error:
        raise ImproperlyConfigured(f"GIJUN_{name} must be a whole number, not {given!r}.") from error


def _flag(name: str, default: bool) -> bool:
    given = _text(name, "yes" if default else "no").lower()
    if given not in {"yes", "no"}:
        raise ImproperlyConfigured(f"GIJUN_{name} must be yes or no, not {given!r}.")
    return given == "yes"


def _list(name: str, default: str) -> list[str]:
    return [part.strip() for part in _text(name, default).split(",") if part.strip()]


def _secret(name: str) -> str:
    """A secret from the environment, or one made at the first start and kept in the home folder."""
    if given := os.environ.get(f"GIJUN_{name}"):
        return given
    kept = HOME / f"{name.lower()}.secret"
    if not kept.exists():
        HOME.mkdir(parents=True, exist_ok=True)
        fresh = HOME / f"{name.lower()}.{secrets.token_hex(4)}.tmp"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            os.link(fresh, kept)  # two processes starting at once agree on the first one's secret
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return kept.read_text().strip()


WEB_THREADS = _number("WEB_THREADS", 6)  # each answers one request at a time, with a connection of its own
DATABASE_POOL = _number("DATABASE_POOL", WEB_THREADS + 4)  # to PostgreSQL; the stream reads too


def _database(address: str) -> dict[str, Any]:
    """``sqlite:///file`` or ``postgresql://user:password@host:port/name`` as Django wants it."""
    url = urlsplit(address)
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": unquote(url.path.removeprefix("/")) or ":memory:",
            "CONN_MAX_AGE": 0 if TESTING else None,
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 10,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON",
            },
        }
    if url.scheme == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(url.path.removeprefix("/")),
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": unquote(url.hostname or ""),
            "PORT": str(url.port or ""),
            "OPTIONS": {} if TESTING else {"pool": {"min_size": 1, "max_size": DATABASE_POOL}},
        }
    raise ImproperlyConfigured(
        f"GIJUN_DATABASE must start with sqlite:/// or postgresql://, not {url.scheme!r}."
    )


# Where everything of this installation lies: database, files, secrets, the lake, the search index.
HOME = Path(_text("HOME", str(PACKAGE.parents[1] / "var"))).resolve()
HOME.mkdir(mode=0o700, parents=True, exist_ok=True)
SECRET_KEY = _secret("SECRET_KEY")
DATA_KEY = _secret("DATA_KEY")  # encrypts originals (raw mail, attachments) at rest
PRINT_FONTS = PACKAGE / "web" / "static" / "web" / "built" / "print"  # laid down by the front-end build
DEBUG = _flag("DEBUG", default=False)
ALLOWED_HOSTS = _list("HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("TRUSTED_ORIGINS", "")
WEB_ADDRESS = _text("WEB_ADDRESS", "127.0.0.1:8000")
HTTPS = _flag("HTTPS", default=False)
DATABASES = {"default": _database(_text("DATABASE", f"sqlite:///{HOME / 'gijun.sqlite3'}"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Mail: the embedded listener, and the server that sends for us.
SMTP_LISTEN = _text("SMTP_LISTEN", "127.0.0.1:2525")
SMTP_SEND = _text("SMTP_SEND", "")  # host:port; empty: replies wait in the outbox
SMTP_USER = _text("SMTP_USER", "")
SMTP_PASSWORD = _text("SMTP_PASSWORD", "")
SMTP_STARTTLS = _flag("SMTP_STARTTLS", default=True)
SMTP_FROM = _text("SMTP_FROM", "")  # of letters to colleagues; empty: the first of our own addresses
MAIL_MAX_BYTES = _number("MAIL_MAX_BYTES", 50 * 1024 * 1024)

# Outside systems that know customers: those inside our own networks, by host or host:port.
LOOKUP_INNER_HOSTS = _list("LOOKUP_INNER_HOSTS", "")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "gijun.events",
    "gijun.organisation",
    "gijun.standards",
    "gijun.desk",
    "gijun.measures",
    "gijun.integrations.email",
    "gijun.integrations.customer_card",
    "gijun.practice",
    "gijun.web",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "gijun.web.middleware.PersonLocaleMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "gijun.web.middleware.SignInRequiredMiddleware",
]
ROOT_URLCONF = "gijun.web.urls"
ASGI_APPLICATION = "gijun.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gijun.web.navigation.shell",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    },
    {
        "NAME": "hot",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {"environment": "gijun.web.hot.environment"},
    },
]

AUTH_USER_MODEL = "organisation.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
if TESTING:
    PASSWORD_HASHERS = [
        "django.contrib.auth.hashers.MD5PasswordHasher"
    ]  # slow hashes protect nobody in a test
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "gijun.web.account.ClosedAccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "60/m/ip,5/5m/key"}  # a centre shares one address
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_FORMS = {"authenticate": "gijun.web.account.CodeForm"}
MFA_ADAPTER = "gijun.web.account.SealedMFAAdapter"
MFA_TOTP_ISSUER = "Gijun"
SESSION_COOKIE_AGE = _number("SESSION_HOURS", 12) * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

LANGUAGE_CODE = "ko"
LANGUAGES = [("ko", _("Korean")), ("en", _("English"))]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = _text("TIME_ZONE", "Asia/Seoul")
USE_TZ = True
FORMAT_MODULE_PATH = ["gijun.web.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "web" / "collected"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(HOME / "files")},
    },
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if TESTING or DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = TESTING or DEBUG
DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000  # a table of 60 exceptions is one form
LAKE = HOME / "lake"
ENGINE = _text("ENGINE", "duckdb")  # who counts: measures/engines
REPORT_READER = _text("REPORT_READER", "")  # a role of PostgreSQL that may read the schema `report`
SEARCH = HOME / "search"

CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "gijun_cache"}}
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": _text("LOG_LEVEL", "INFO")},
}
