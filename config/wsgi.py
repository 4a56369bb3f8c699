"""The application that a web server loads; it ends with one line when a required setting is missing."""

import os
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def with_short_ways(application: Any) -> Any:
    """The application behind the worker's memory of whole answers and the short way of data."""
    from records.api.lane import DataLane  # they need the application registry
    from records.api.memory import AnswerMemory

    return AnswerMemory(DataLane(application), capacity=settings.ANSWER_MEMORY)


try:
    application = with_short_ways(get_wsgi_application())
except ImproperlyConfigured as error:
    raise SystemExit(f"whereabouts: {error}") from None
