"""Puts the desk's own site in the place of Django's. Nothing else is configured here."""

from django.contrib.admin.apps import AdminConfig


class DeskConfig(AdminConfig):
    default_site = "records.editorial.site.DeskSite"
