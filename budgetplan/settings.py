"""Settings. Everything that differs between machines comes from the environment; README lists the names."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from budgetplan import environment

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = environment.read_directory("VAR_DIR", BASE_DIR / "var")

env = environ.Env()

DEBUG = environment.read_bool(env, "DEBUG", False)
SECRET_KEY = environment.read_secret_key(debug=DEBUG, var=VAR_DIR)
ALLOWED_HOSTS = environment.read_hosts()
CSRF_TRUSTED_ORIGINS = environment.read_origins()
SITE_URL = environment.read_site_url()

INSTALLED_APPS = [
    "budgetplan.thai",
    "budgetplan.organization",
    "budgetplan.audit",
    "budgetplan.approvals",
    "budgetplan.documents",
    "plans",
    "projects",
    "reports",
    "budgetplan.organization.admin_config.OfficeAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "axes",
    "crispy_forms",
    "crispy_bootstrap5",
    "csp",
    "django_htmx",
    "django_otp",
    "django_otp.plugins.otp_static",
    "django_otp.plugins.otp_totp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "budgetplan.organization.middleware.LanguageMiddleware",
    "budgetplan.organization.middleware.SignInMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "budgetplan.urls"
WSGI_APPLICATION = "budgetplan.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "budgetplan.organization.context.office",
                "budgetplan.audit.context.frame",
                "budgetplan.approvals.context.frame",
                "plans.context.frame",
            ],
        },
    },
]

DATABASES = {"default": environment.read_database(var=VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "organization.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "organization:login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "organization:login"
OTP_TOTP_ISSUER = "budgetplan"

# Five wrong passwords for one name lock that name for a quarter of an hour, wherever they come from.
AXES_FAILURE_LIMIT = environment.read_int("LOGIN_FAILURES", 5, least=1)
AXES_COOLOFF_TIME = environment.read_int("LOGIN_LOCK_MINUTES", 15, least=1) / 60
AXES_LOCKOUT_PARAMETERS = ["username"]
AXES_RESET_ON_SUCCESS = True
# Trying during a lock doesn't prolong it: else anybody could keep anybody out for ever.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_LOCKOUT_CALLABLE = "budgetplan.organization.views.locked_out"
AXES_VERBOSE = False
# Its advice, to count by address as well, would let a guesser with many addresses go on guessing one name.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]

LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("Thai")), ("en", _("English"))]
# Our own sentences, and those of Django that its Thai lacks.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "django"]
TIME_ZONE = "Asia/Bangkok"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = environment.read_directory("STATIC_ROOT", VAR_DIR / "static")
MEDIA_ROOT = environment.read_directory("MEDIA_ROOT", VAR_DIR / "media")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        # Bootstrap's style sheet carries its small pictures as data: addresses.
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = environment.read_bool(env, "SECURE_SSL_REDIRECT", not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT
SECURE_HSTS_SECONDS = environment.read_int("SECURE_HSTS_SECONDS", 0 if DEBUG else 31_536_000)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE_HSTS_SECONDS > 0
if environment.read_bool(env, "BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

vars().update(environment.read_email())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = environment.read_sender()
# A mail server that doesn't answer keeps nobody waiting for longer.
EMAIL_TIMEOUT = 10

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": environment.read_log_level()},
}
