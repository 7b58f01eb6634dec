"""Django's settings: everything that may differ between installations comes from `environment.py`."""

from __future__ import annotations

from typing import Any

from matang.config.environment import ROOT, read_environment

ENVIRONMENT = read_environment()

DEBUG = False
SECRET_KEY = ENVIRONMENT.secret_key
ALLOWED_HOSTS = list(ENVIRONMENT.allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(ENVIRONMENT.trusted_origins)
DEMO = ENVIRONMENT.demo
ROOT_URLCONF = "matang.config.urls"
WSGI_APPLICATION = "matang.config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.Person"
DATABASES = ENVIRONMENT.databases
DATABASE_ROUTERS: list[str] = []

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "django_htmx",
    "procrastinate.contrib.django",
    "matang.journal",
    "matang.people",
    "matang.threads",
    "matang.office",
    "matang.instruments",
    "matang.evidence",
    "matang.assessments",
    "matang.results",
    "matang.mentoring",
    "matang.plans",
    "matang.papers",
    "matang.portal",
    "matang.web",
]

MIDDLEWARE = [
    "matang.config.middleware.one_slot",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "matang.config.middleware.packed",
    "matang.config.middleware.content_security",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "matang.people.middleware.reach",
    "matang.config.middleware.refusals",
    "allauth.account.middleware.AccountMiddleware",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "matang.web.templating.environment",
            "context_processors": ["matang.web.templating.frame"],
        },
    },
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    },
]

# allauth's first: the other one, which knows no e-mail, would spend a whole hash on finding nobody.
AUTHENTICATION_BACKENDS = [
    "allauth.account.auth_backends.AuthenticationBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["matang.people.hashing.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "matang.people.adapter.Adapter"
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = "nip"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_REDIRECT_URL = "/masuk/"
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_FORMS = {"login": "matang.people.forms.SignInForm"}

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = ENVIRONMENT.https
CSRF_COOKIE_SECURE = ENVIRONMENT.https
CSRF_FAILURE_VIEW = "matang.web.errors.csrf_failure"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.https else None
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.cookie.CookieStorage"

LANGUAGE_CODE = "id"
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

STATIC_URL = "/static/"
STATIC_ROOT = ENVIRONMENT.data / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

UPLOADS = "/unggah/"
# Ends of addresses that send files: like uploads they wait for line, store and reader, not for pages.
DOWNLOADS = ("/unduh/", ".webp", "/paket.zip")
EVIDENCE_FOLDER = ENVIRONMENT.data / "berkas"
EVIDENCE_STORE = ENVIRONMENT.storage  # None: the folder itself, which is always where arriving files wait
EVIDENCE_FALLBACK = ENVIRONMENT.storage_fallback
PICTURES_FOLDER = ENVIRONMENT.data / "gambar"  # derived from evidence; may be emptied at any time
EVIDENCE_LIMIT = 100 * 1024 * 1024
EVIDENCE_QUOTA = ENVIRONMENT.evidence_quota  # bytes an agency
FILE_UPLOAD_HANDLERS = [
    "matang.evidence.receiving.HashingUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

if ENVIRONMENT.email:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = ENVIRONMENT.email.host
    EMAIL_PORT = ENVIRONMENT.email.port
    EMAIL_HOST_USER = ENVIRONMENT.email.user
    EMAIL_HOST_PASSWORD = ENVIRONMENT.email.password
    EMAIL_USE_TLS = ENVIRONMENT.email.use_tls
    EMAIL_USE_SSL = ENVIRONMENT.email.use_ssl
    EMAIL_TIMEOUT = 20
    DEFAULT_FROM_EMAIL = ENVIRONMENT.email.sender
MAIL_CONFIGURED = ENVIRONMENT.email is not None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}

PROJECT_ROOT = ROOT
