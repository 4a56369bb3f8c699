"""Every setting of every deployment, read from the environment; docs and the operator need no other file.

Without variables this is a trial: a generated secret, this machine's own addresses and the embedded database.
With `PRODUCTION=1` nothing is assumed, and whatever is missing stops the start with one line.
`WHEREABOUTS_ROLE=reader` switches the desk off: no admin, no sessions, nothing to sign in to.
"""

import os
from datetime import timedelta
from pathlib import Path

from csp.constants import NONE, SELF

from config.data_dir import make_data_dir, read_or_make_secret_key
from config.database import configure_databases
from config.environment import is_on, read_address, read_megabytes, read_number, require

BASE_DIR = Path(__file__).resolve().parent.parent

# Deployment

PRODUCTION = is_on("PRODUCTION")
IS_READER = os.environ.get("WHEREABOUTS_ROLE", "") == "reader"
REQUIRE_SECOND_FACTOR = is_on("REQUIRE_SECOND_FACTOR", default=PRODUCTION)
ALLOW_SELF_PUBLISH = is_on("ALLOW_SELF_PUBLISH")  # for teams of one: an author may publish their own work
PROXIES = read_number("TRUST_PROXY", default=0)  # how many stand in front and may be believed
DATA_DIR = Path(os.environ.get("DATA_DIR") or BASE_DIR / "var").absolute()

if PRODUCTION:
    require("SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL")
else:
    make_data_dir(DATA_DIR)

DEBUG = False
SECRET_KEY = os.environ.get("SECRET_KEY") or read_or_make_secret_key(DATA_DIR / "secret-key")
ALLOWED_HOSTS = (os.environ.get("ALLOWED_HOSTS") or "localhost,127.0.0.1,[::1]").replace(",", " ").split()
DATABASES = configure_databases(os.environ, DATA_DIR)

# Application

ROOT_URLCONF = "config.urls"
DESK = "/admin/"  # what begins so is the desk's; elsewhere nobody signs in, and nothing is changed
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# A reader keeps auth and contenttypes, which migrations of the desk's tables refer to; nobody can sign in there.
DESK_APPS = [
    "records.editorial.apps.DeskConfig",
    "django.contrib.sessions",
    "django.contrib.messages",
    "axes",
]
INSTALLED_APPS = [
    "records",  # before the admin: its templates take the place of those of the same name
    *([] if IS_READER else DESK_APPS),
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "csp",
    "pgtrigger",
    "pghistory",
]

DESK_SESSIONS = ["records.editorial.guard.RefuseNul", "django.contrib.sessions.middleware.SessionMiddleware"]

# The public API answers before all else, sessions included, so it can neither read nor set a cookie.
MIDDLEWARE = [
    "records.api.middleware.PublicApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    *([] if IS_READER else DESK_SESSIONS),
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    *([] if IS_READER else ["django.contrib.auth.middleware.AuthenticationMiddleware"]),
    *([] if IS_READER else ["records.editorial.who.SayWho"]),
    *([] if IS_READER else ["django.contrib.messages.middleware.MessageMiddleware"]),
    *([] if IS_READER else ["records.editorial.door.Door"]),
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    *([] if IS_READER else ["axes.middleware.AxesMiddleware"]),
]

DESK_CONTEXT = [] if IS_READER else ["auth.context_processors.auth", "messages.context_processors.messages"]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                *(f"django.contrib.{processor}" for processor in DESK_CONTEXT),
            ],
            "libraries": {} if IS_READER else {"desk": "records.editorial.template_tags"},
        },
    }
]

# Signing in: five wrong passwords by one name from one network close the door for a while; see records/signing_in/

LOGIN_URL, LOGIN_REDIRECT_URL = "admin:login", "admin:index"
AUTHENTICATION_BACKENDS = [
    *([] if IS_READER else ["axes.backends.AxesStandaloneBackend"]),
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
AXES_HANDLER = "records.signing_in.lock.SignInLock"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "records.signing_in.network.fingerprint"
AXES_USERNAME_CALLABLE = "records.signing_in.lock.name_tried"
AXES_LOCKOUT_CALLABLE = "records.editorial.locked_page.locked_page"
AXES_DISABLE_ACCESS_LOG = True  # who signed in from where, for ever
AXES_ENABLE_ADMIN = AXES_VERBOSE = False

# Language and time

LANGUAGE_CODE = "en"
USE_I18N = False
USE_TZ = True
TIME_ZONE = "UTC"

# Static files: a trial serves them where they lie; production what `collectstatic` gathered and compressed

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_USE_FINDERS = not PRODUCTION
STATIC_STORAGE = (
    "whitenoise.storage.CompressedManifestStaticFilesStorage"
    if PRODUCTION
    else "django.contrib.staticfiles.storage.StaticFilesStorage"
)
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": STATIC_STORAGE},
}
if not PRODUCTION:
    STATIC_ROOT.mkdir(exist_ok=True)  # whitenoise warns of a folder that is not there

# What browsers are told

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "records.api.middleware.form_refused"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the icons of Swagger UI are drawn in its style sheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [SELF],
        "frame-ancestors": [NONE],
    }
}

if PRODUCTION:
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/"]  # asked by the machine next door, without TLS
    SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    # Only where a proxy sets this header on every request: anyone else could forge it.
    if PROXIES:
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# Threads of a worker; one is quickest, but half of them wait for what others send (see config/bodies.py)

THREADS = 2 if IS_READER else 4

# What may be sent: the API takes no body at all, and the desk's largest form is far below this

DATA_UPLOAD_MAX_MEMORY_SIZE = 1_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1
FILE_UPLOAD_HANDLERS = ["records.intake.bounded_uploads.BoundedUploads"]  # staff only, a few MB

# The public API

PUBLIC_ADDRESS = read_address("PUBLIC_ADDRESS")  # what citations begin with; empty: they name a path
NEWEST_IS_REMEMBERED = 0.5  # seconds for which a worker takes the register to be as it was
# What a worker keeps of its answers; where exports are asked as well, it would grow beyond 120 MB by more.
ANSWER_MEMORY = read_megabytes("WHEREABOUTS_MEMORY", default=8 if IS_READER else 4)

REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": [],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": [],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "EXCEPTION_HANDLER": "records.api.errors.handle_exception",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    "NUM_PROXIES": 0,
}

SPECTACULAR_SETTINGS = {
    "TITLE": "Whereabouts",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": (BASE_DIR / "records/api/schema/introduction.md").read_text(),
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {"deepLinking": True, "docExpansion": "list", "defaultModelsExpandDepth": 0},
    "PREPROCESSING_HOOKS": ["records.api.schema.hooks.only_public_paths"],
    "POSTPROCESSING_HOOKS": [
        "records.api.schema.hooks.every_key_is_always_present",
        "records.api.schema.hooks.documents_are_described_by_their_kind",
        "records.api.schema.hooks.unknown_is_null_and_never_empty",
        "records.api.schema.sparse.documents_may_be_sparse",
        "records.api.schema.by_post.questions_may_be_forms",
        "records.api.schema.words.lists_of_words_have_names",
        "records.api.schema.tags.groups_are_introduced",
    ],
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "SORT_OPERATIONS": False,
    "SORT_OPERATION_PARAMETERS": False,
}

# Logs: errors and what led to them. No addresses, no query strings and no paths of ordinary requests: whoever
# reads here may be looking for a relative.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},  # its warnings are the 4xx answers, with the path asked for
        "django.security": {"level": "CRITICAL"},  # its errors repeat what a stranger sent
        "axes": {"level": "CRITICAL"},  # its lines name addresses; records.signing_in.lock writes one without
        "django.server": {"handlers": ["console"], "level": "ERROR", "propagate": False},
    },
}
