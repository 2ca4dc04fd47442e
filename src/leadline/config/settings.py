"""Settings, all from ``LEADLINE_*`` variables; see docs/reference/settings.md."""

from __future__ import annotations

from pathlib import Path

from leadline.config.environment import (
    database,
    email_server,
    envbool,
    envint,
    envlist,
    envnetworks,
    envtoken,
    language_model,
    mail_address,
    own_address,
    scheduler,
    secret_key,
    sqlite,
    store_of_files,
)
from leadline.config.environment import envtext as env
from leadline.config.sign_in import sign_in_providers
from leadline.foundation.keys import current_of, retired_of

DATA_DIR = Path(env("LEADLINE_DATA_DIR", "leadline-data")).expanduser().resolve()
_SECRET_KEYS = secret_key(DATA_DIR)
SECRET_KEY = current_of(_SECRET_KEYS)
# What was locked with these can still be opened, and nothing else.
RETIRED_SECRET_KEYS = retired_of(_SECRET_KEYS)
# What seals the record; without a key here one lies in the data folder.
RECORD_KEY = env("LEADLINE_RECORD_KEY", "")
RECORD_WITNESS = env("LEADLINE_RECORD_WITNESS", "")
DEBUG = envbool("LEADLINE_DEBUG", False)
ALLOWED_HOSTS = envlist("LEADLINE_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = envlist("LEADLINE_ORIGINS", [])
BEHIND_HTTPS = envbool("LEADLINE_HTTPS", False)
# Proxies whose word about the client counts; see docs/operations.md.
PROXIES = envnetworks("LEADLINE_PROXIES")
# Who may see how Leadline runs (/metrics); without either nobody may.
METRICS_FROM = envnetworks("LEADLINE_METRICS_FROM")
METRICS_TOKEN = envtoken("LEADLINE_METRICS_TOKEN")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "django_htmx",
    "django_structlog",
    "lucide",
    "csp",
    "leadline.web",  # before allauth and forms: their pages give way to ours
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.usersessions",
    "allauth.mfa",
    "leadline.accounts",
    "leadline.evidence",
    "leadline.strategy",
    "leadline.stakeholders",
    "leadline.roadmap",
    "leadline.attention",
    "leadline.decisions",
    "leadline.launches",
    "leadline.growth",
    "leadline.conversation",
    "leadline.connections",
    "leadline.importing",
]
MIDDLEWARE = [
    "leadline.web.front.health.HealthMiddleware",
    "leadline.web.front.measured.MeasuredMiddleware",
    "leadline.web.shell.middleware.ClientMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "leadline.web.shell.middleware.StaticMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "leadline.api.middleware.ProblemMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "leadline.web.shell.middleware.RefusedMiddleware",
    "leadline.web.shell.middleware.OnceMiddleware",
    "leadline.web.shell.middleware.PrivateMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "leadline.web.accounts.middleware.SeenMiddleware",
    "leadline.web.accounts.middleware.RequestLogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "leadline.web.shell.middleware.ErrorsMiddleware",
]
ROOT_URLCONF = "leadline.config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

_cached = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "leadline.web.shell.navigation.shell",
            ],
            "builtins": [
                "django_cotton.templatetags.cotton",
                "template_partials.templatetags.partials",
                "lucide.templatetags.lucide",
                "leadline.web.templatetags.addresses",
                "leadline.web.templatetags.ui",
            ],
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [("django.template.loaders.cached.Loader", _cached)],
                )
            ],
        },
    }
]
COTTON_DIR = "components"
FORM_RENDERER = "leadline.web.shell.forms.Renderer"

DATABASES = {"default": database(DATA_DIR)}
OWN_SQLITE = sqlite(DATA_DIR)  # what is moved from, where another one is named
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation."
        "UserAttributeSimilarityValidator"
    },
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "leadline.web.accounts.adapter.Adapter"
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = False  # accounts.actions.tries counts, in the database
USERSESSIONS_TRACK_ACTIVITY = False
MFA_ADAPTER = "leadline.web.accounts.adapter.StepAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# A riddle of either page is answered at the other, which lets a passkey alone sign in.
MFA_WEBAUTHN_USER_VERIFICATION = "required"
MFA_TOTP_ISSUER = "Leadline"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
# Providers of companies that sign people in; see docs/sign-in.md.
SIGN_IN_PROVIDERS = sign_in_providers(
    Path(env("LEADLINE_SIGN_IN_PROVIDERS", str(DATA_DIR / "sign-in.yaml")))
)

EMAIL = email_server(env("LEADLINE_SMTP_URL", ""))
EMAIL_HOST, EMAIL_PORT = EMAIL.host, EMAIL.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = EMAIL.user, EMAIL.password
EMAIL_USE_SSL, EMAIL_USE_TLS = EMAIL.ssl, EMAIL.starttls
EMAIL_TIMEOUT = 10
# By which address people open it: what a mail leads back to.
OWN_ADDRESS = own_address(env("LEADLINE_URL", ""), CSRF_TRUSTED_ORIGINS)
DEFAULT_FROM_EMAIL = env("LEADLINE_EMAIL_FROM", "leadline@localhost")
# Whom an answer to a mail about comments goes to: a mailbox that is a way in.
ANSWERS_TO = mail_address("LEADLINE_ANSWERS_TO", env("LEADLINE_ANSWERS_TO", ""))

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "leadline.web.shell.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'"],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "en"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
# Made when Leadline is built (tools/assets.py), and never on this machine.
STATIC_ROOT = Path(__file__).parent.parent / "web" / "built"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "leadline.web.shell.storage.HashedStorage"},
}
STATICFILES_FINDERS = ["leadline.web.shell.storage.BuiltFinder"]
MEDIA_ROOT = DATA_DIR / "uploads"
# Where files lie that every machine has to find; the folder above has copies then.
S3_BUCKET, S3_PREFIX = store_of_files(env("LEADLINE_S3", ""))
# Whose workers do heavy work in parts; without it this machine does all.
DASK = scheduler(env("LEADLINE_DASK", ""))
# Whether an address a person gives may lie in this machine's own network.
PRIVATE_ADDRESSES = envbool("LEADLINE_PRIVATE_ADDRESSES", False)
# Folders whose SQLite and DuckDB files may be asked to fill metrics.
METRIC_FOLDERS = envlist("LEADLINE_METRIC_FOLDERS", [])
# A language model of the operator's own; without an address none is asked.
LLM_PRIVATE_ADDRESS = envbool("LEADLINE_LLM_PRIVATE_ADDRESS", False)
LLM_URL, LLM_MODEL = language_model(
    env("LEADLINE_LLM_URL", ""),
    env("LEADLINE_LLM_MODEL", ""),
    may_be_private=LLM_PRIVATE_ADDRESS,
)
LLM_KEY = env("LEADLINE_LLM_KEY", "")
# Backups that the worker makes: how often, how many stay, and where.
BACKUP_HOURS = envint("LEADLINE_BACKUP_HOURS", 0)
BACKUPS_KEPT = envint("LEADLINE_BACKUPS_KEPT", 7)
BACKUP_FOLDER = Path(env("LEADLINE_BACKUP_FOLDER", str(DATA_DIR / "backups")))
UPLOAD_LIMIT_BYTES = envint("LEADLINE_UPLOAD_LIMIT_MB", 256) * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
FILE_UPLOAD_PERMISSIONS = 0o600

LOG_FILE = env("LEADLINE_LOG_FILE", "")
LOGGING_CONFIG = "leadline.config.logs.set_up"
LOGGING = {
    "file": "" if LOG_FILE == "-" else LOG_FILE,  # "-" is standard error
    "level": env("LEADLINE_LOG_LEVEL", "warning").upper(),
}
