"""Where a request enters: everything public is in `records.api.urls`; the desk is the admin, absent on a
reader.
"""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("", include("records.api.urls"))]

if not settings.IS_READER:
    from django.contrib import admin

    from records.editorial.date_reading import read_date

    urlpatterns += [
        path("admin/date-reading/", admin.site.admin_view(read_date), name="date-reading"),
        path("admin/", admin.site.urls),
    ]

handler400 = "records.api.middleware.bad_request"
handler403 = "records.api.middleware.permission_denied"
handler404 = "records.api.middleware.page_not_found"
handler500 = "records.api.middleware.server_error"
