"""Where Django looks for the admin: the desk registers itself. Nothing is defined here."""

from django.contrib import admin

from records.editorial.registration import register_desk

register_desk(admin.site)
