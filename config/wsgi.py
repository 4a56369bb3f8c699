"""The application that a web server loads; it ends with one line when a required setting is missing."""

import os
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def remembering(application: Any) -> Any:
    """The application behind the worker's memory of whole answers."""
    from records.api.memory import AnswerMemory  # it needs the application registry

    return AnswerMemory(application, capacity=settings.ANSWER_MEMORY)


try:
    application = remembering(get_wsgi_application())
except ImproperlyConfigured as error:
    raise SystemExit(f"whereabouts: {error}") from None
