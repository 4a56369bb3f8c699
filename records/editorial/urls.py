"""The addresses of the desk; a reader has none of them."""

from django.conf import settings
from django.contrib import admin
from django.urls import path

from records.editorial.date_reading import read_date

HERE = settings.DESK.removeprefix("/")

urlpatterns = [
    path(f"{HERE}date-reading/", admin.site.admin_view(read_date), name="date-reading"),
    path(HERE, admin.site.urls),
]
