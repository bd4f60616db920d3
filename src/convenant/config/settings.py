"""The one settings file. What differs per installation comes from ``config.environment``."""

from __future__ import annotations

import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from convenant.config import environment as env
from convenant.exchange.identity import read_providers

PACKAGE = Path(__file__).resolve().parent.parent

CONVENANT_HOME = Path(env.HOME.read()).resolve()
CONVENANT_KEYS = Path(env.KEYS.read()).resolve()
CONVENANT_DEMO = env.DEMO.is_on()
CONVENANT_URL = env.URL.read().rstrip("/")
CONVENANT_ISTANDAARDEN_XSD = Path(env.XSD.read()).resolve() if env.XSD.read() else None
CONVENANT_LARGEST_MESSAGE = int(env.LARGEST_MESSAGE.read())
CONVENANT_LARGEST_UPLOAD = int(env.LARGEST_UPLOAD.read())
CONVENANT_OIDC = read_providers(Path(env.OIDC.read()).resolve()) if env.OIDC.read() else ()


def _secret(name: str) -> str:
    """A random secret kept in the keys folder; made at first use."""
    file = CONVENANT_KEYS / name
    if not file.exists():
        CONVENANT_KEYS.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = CONVENANT_KEYS / f".{name}.{secrets.token_hex(4)}"
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(48))
        try:
            file.hardlink_to(fresh)  # atomic, and loses quietly when another process was first
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return file.read_text().strip()


def _database(url: str) -> dict[str, Any]:
    if not url:
        CONVENANT_HOME.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": CONVENANT_HOME / "convenant.sqlite3",
            "OPTIONS": {
                # Signatures are binding: FULL survives a power cut. IMMEDIATE and the timeout
                # make writers wait for each other instead of failing.
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
                "PRAGMA foreign_keys=ON;PRAGMA cache_size=-16000;PRAGMA temp_store=MEMORY;",
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
            },
        }
    parts = urlsplit(url)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {"pool": {"min_size": 1, "max_size": 8}},
    }


SECRET_KEY = _secret("secret")
DEBUG = env.DEBUG.is_on()
ALLOWED_HOSTS = [host.strip() for host in env.HOSTS.read().split(",") if host.strip()]
DATABASES = {"default": _database(env.DATABASE.read())}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "template_partials",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "convenant.audit",
    "convenant.outbox",
    "convenant.search",
    "convenant.parties",
    "convenant.strategy",
    "convenant.documents",
    "convenant.roundtables",
    "convenant.agreements",
    "convenant.delivery",
    "convenant.web.shared",
    "convenant.web.account",
    "convenant.jobs",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "convenant.web.shared.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "convenant.web.shared.middleware.WhoActs",
]

ROOT_URLCONF = "convenant.config.urls"
WSGI_APPLICATION = "convenant.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": sorted((PACKAGE / "web").glob("*/templates")),
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "convenant.web.shared.context.frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "convenant.web.shared.templatetags.convenant_format",
            ],
        },
    }
]

AUTH_USER_MODEL = "parties.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {"user_attributes": ("name", "email")}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
    )
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home:start"
ACCOUNT_LOGOUT_REDIRECT_URL = "public:front"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "convenant.web.account.adapter.Accounts"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # also to change an address or to link an account
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_USER_DISPLAY = "convenant.web.account.adapter.display_name"
ACCOUNT_CHANGE_EMAIL = True  # one address each; a new one counts once its link was opened
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # no letters to whoever a stranger types
CONVENANT_LOCKOUT = 300  # seconds without a sign-in after five failed ones; the page says so
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {"login_failed": f"10/m/ip,5/{CONVENANT_LOCKOUT}s/key"}
MFA_ADAPTER = "convenant.web.account.adapter.SecondFactors"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "Convenant"
MFA_FORMS = {
    "add_webauthn": "convenant.web.account.forms.PasskeyForm",
    "edit_webauthn": "convenant.web.account.forms.PasskeyNameForm",
}
USERSESSIONS_ADAPTER = "convenant.web.account.adapter.Sessions"
SOCIALACCOUNT_ADAPTER = "convenant.web.account.arriving.Arrivals"
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form that ends elsewhere is stopped by form-action 'self'
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "provider_class": "convenant.web.account.oidc.KnownProvider",
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": provider.id,
                "name": provider.name,
                "client_id": provider.client_id,
                "secret": provider.secret,
                "settings": {"server_url": provider.server_url, "scope": list(provider.scope)},
            }
            for provider in CONVENANT_OIDC
        ],
    }
}
# Failed attempts are counted for all processes of this server together.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": CONVENANT_HOME / "cache",
    }
}

if CONVENANT_DEMO:
    # Visitors try one person after another, and several may use the same code at the same time.
    ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
    MFA_TOTP_TOLERANCE = 1
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}

LANGUAGE_CODE = "nl"
LANGUAGES = [("nl", "Nederlands"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Amsterdam"

STATIC_URL = "static/"
STATIC_ROOT = CONVENANT_HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
FILE_UPLOAD_HANDLERS = ["convenant.web.shared.uploads.Limited"]

SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_HTTPONLY = True
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "convenant.web.shared.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
if env.SECURE.is_on():
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    CSRF_TRUSTED_ORIGINS = [CONVENANT_URL]

_mail = urlsplit(env.MAIL.read())
if _mail.hostname:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    _ports = {"smtps": 465, "smtp+tls": 587}
    EMAIL_HOST, EMAIL_PORT = _mail.hostname, _mail.port or _ports.get(_mail.scheme, 25)
    EMAIL_TIMEOUT = 30  # seconds
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = (
        unquote(_mail.username or ""),
        unquote(_mail.password or ""),
    )
    EMAIL_USE_SSL, EMAIL_USE_TLS = _mail.scheme == "smtps", _mail.scheme == "smtp+tls"
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = str(CONVENANT_HOME / "mail")
DEFAULT_FROM_EMAIL = env.MAIL_FROM.read()

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
