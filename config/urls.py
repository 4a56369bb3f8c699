"""Where a request enters: everything public is in `records.api.urls`, and the desk in `records.editorial.urls`, which a
reader does not load.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("records.api.urls"))]

if not settings.IS_READER:
    urlpatterns.append(path("", include("records.editorial.urls")))

handler400 = "records.api.middleware.bad_request"
handler403 = "records.api.middleware.permission_denied"
handler404 = "records.api.middleware.page_not_found"
handler500 = "records.api.middleware.server_error"
