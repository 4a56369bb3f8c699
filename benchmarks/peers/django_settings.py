"""Settings that the two Django peers share: nothing but what their own pages need, and a connection that is kept."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.apps import AppConfig


class TheModels(AppConfig):
    """The models alone: nothing of what the project does when it starts."""

    name = "records"


# What `records.models` cannot be imported without.
OF_THE_MODELS = (
    f"{__name__}.TheModels",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
)


def database(url: str) -> dict[str, Any]:
    """DATABASES for a `postgresql://user@host/name` address whose host is a folder of sockets."""
    parts = urlsplit(url)
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "HOST": unquote(parts.netloc.partition("@")[2]),
            "USER": parts.username,
            "NAME": parts.path[1:],
            "CONN_MAX_AGE": None,
        }
    }


def settings(root: str, *apps: str, **more: Any) -> dict[str, Any]:
    """The arguments of `settings.configure`."""
    return {
        "SECRET_KEY": "of-a-benchmark",
        "ALLOWED_HOSTS": ["127.0.0.1"],
        "ROOT_URLCONF": root,
        "INSTALLED_APPS": [*OF_THE_MODELS, *apps],
        "MIDDLEWARE": [
            "django.middleware.http.ConditionalGetMiddleware",
            "django.middleware.common.CommonMiddleware",
        ],
        "DATABASES": database(os.environ["DATABASE_URL"]),
        "DEFAULT_AUTO_FIELD": "django.db.models.BigAutoField",
        "USE_TZ": True,
        "USE_I18N": False,
        **more,
    }
