"""One settings file; everything that differs between installations comes from the environment (`env.py`)."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from yizhan.site import env

BASE_DIR = Path(__file__).resolve().parents[3]
YIZHAN_HOME = env.home()
DEBUG = env.flag("YIZHAN_DEBUG")
# The demo's people can be entered with one click: only ever on the machine itself (site/checks.py).
YIZHAN_DEMO = env.flag("YIZHAN_DEMO")
SECRET_KEY = env.secret_key(YIZHAN_HOME)
ALLOWED_HOSTS = env.names("YIZHAN_HOSTS", "127.0.0.1,localhost,[::1]")
YIZHAN_HTTPS = env.flag("YIZHAN_HTTPS")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if YIZHAN_HTTPS else []

INSTALLED_APPS = [
    "yizhan.hub.common",
    "yizhan.hub.ui",
    "yizhan.hub.accounts",
    "yizhan.hub.network",
    "yizhan.hub.desk",
    "yizhan.hub.library",
    "yizhan.hub.evaluation",
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
    "django_cotton",
    "django_tasks",
    "django_tasks_db",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "yizhan.hub.network.middleware.StaffMfaMiddleware",
    "yizhan.hub.common.middleware.RefusalMiddleware",
]

ROOT_URLCONF = "yizhan.site.urls"
WSGI_APPLICATION = "yizhan.site.wsgi.application"

_LOADERS = [
    "django_cotton.cotton_loader.Loader",
    "django.template.loaders.filesystem.Loader",
    "django.template.loaders.app_directories.Loader",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": _LOADERS if DEBUG else [("django.template.loaders.cached.Loader", _LOADERS)],
            "builtins": ["django_cotton.templatetags.cotton", "django.templatetags.i18n", "django.templatetags.static"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "yizhan.hub.ui.context.page",
            ],
        },
    }
]

DATABASES = {"default": env.database(env.text("YIZHAN_DATABASE_URL"), YIZHAN_HOME)}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "yizhan_cache"}}
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = YIZHAN_HTTPS
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = YIZHAN_HTTPS
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365 if YIZHAN_HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = YIZHAN_HTTPS
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
if env.flag("YIZHAN_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
        "object-src": [NONE],
    }
}

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "library:home"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory" if env.flag("YIZHAN_VERIFY_EMAIL", default=not YIZHAN_DEMO) else "optional"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_ADAPTER = "yizhan.hub.accounts.adapter.AccountAdapter"
ACCOUNT_SIGNUP_FORM_CLASS = "yizhan.hub.accounts.forms.SignupForm"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_PREVENT_ENUMERATION = True
# No passkeys: their pages need inline scripts, which the content security policy forbids.
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Yizhan 一站"
# A code of the half minute before or after is taken too: clocks of phones differ.
MFA_TOTP_TOLERANCE = 1
MFA_PASSKEY_LOGIN_ENABLED = False

LANGUAGE_CODE = "en"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.text("YIZHAN_TIME_ZONE", "Asia/Shanghai")

STATIC_URL = "static/"
STATIC_ROOT = YIZHAN_HOME / "static"
NPM_ROOT = BASE_DIR / "node_modules"
NPM_FILES = [
    "@fontsource-variable/inter/index.css",
    "@fontsource-variable/inter/files/inter-*-wght-normal.woff2",
    "@fontsource-variable/noto-sans-sc/index.css",
    "@fontsource-variable/noto-sans-sc/files/*.woff2",
    "echarts/dist/echarts.min.js",
]
STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.AppDirectoriesFinder", "yizhan.hub.ui.finders.NpmFinder"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(YIZHAN_HOME / "files")}},
    "staticfiles": {"BACKEND": "yizhan.hub.ui.finders.ManifestStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

EMAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if env.text("YIZHAN_SMTP_HOST")
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = YIZHAN_HOME / "mail"
EMAIL_HOST = env.text("YIZHAN_SMTP_HOST")
EMAIL_PORT = env.whole("YIZHAN_SMTP_PORT", 25)
EMAIL_HOST_USER = env.text("YIZHAN_SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("YIZHAN_SMTP_PASSWORD")
EMAIL_USE_TLS = env.flag("YIZHAN_SMTP_TLS")
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.text("YIZHAN_MAIL_FROM", "Yizhan 一站 <yizhan@localhost>")

FILE_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
# How people reach the system: the beginning of links in mails.
YIZHAN_URL = env.text("YIZHAN_URL", "http://127.0.0.1:8000").rstrip("/")
YIZHAN_MAX_UPLOAD = env.whole("YIZHAN_MAX_UPLOAD", 20_000_000)
# The network file: tiers, areas and units (docs/en/network.md).
YIZHAN_NETWORK = env.text("YIZHAN_NETWORK")
# Holidays and make-up working days by year (docs/en/clocks.md); empty: those that come with the program.
YIZHAN_CALENDAR = env.text("YIZHAN_CALENDAR")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.text("YIZHAN_LOG_LEVEL", "WARNING")},
    # One line for each mail is of no use to anyone.
    "loggers": {"django_tasks": {"level": "WARNING"}, "django_tasks_db": {"level": "WARNING"}},
}
