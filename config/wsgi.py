"""The application that a web server loads; it ends with one line when a required setting is missing."""

import os
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

from config.bodies import BodiesInTime

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def with_short_ways(application: Any) -> Any:
    """The application behind the worker's memory of whole answers, the short way of data and the wait for bodies."""
    # They need the application registry, which is there once Django's own application was made.
    from records.api.lane import DataLane
    from records.api.memory import AnswerMemory
    from records.api.middleware import QUESTIONS_BY_POST

    whole = BodiesInTime(
        application, addresses=(settings.DESK, *QUESTIONS_BY_POST), at_once=settings.THREADS // 2
    )
    return AnswerMemory(DataLane(whole), capacity=settings.ANSWER_MEMORY)


try:
    application = with_short_ways(get_wsgi_application())
except ImproperlyConfigured as error:
    raise SystemExit(f"whereabouts: {error}") from None
