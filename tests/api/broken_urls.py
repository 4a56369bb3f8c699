"""The project's addresses and three more, whose views are defective; for the tests of what a defect looks like outside."""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.views import APIView

from config.urls import handler400, handler403, handler404, handler500
from config.urls import urlpatterns as project

SECRET = "SELECT secret FROM private WHERE path = '/srv/private' -- Traceback"


def plain(request: HttpRequest) -> HttpResponse:
    raise RuntimeError(SECRET)


class Framework(APIView):
    def get(self, request: HttpRequest) -> HttpResponse:
        raise RuntimeError(SECRET)


urlpatterns = [
    path("plain/", plain),
    path("api/plain/", plain),
    path("api/framework/", Framework.as_view()),
    *project,
]

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]
