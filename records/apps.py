"""The one Django application: the desk's models and the register."""

from django.apps import AppConfig
from django.conf import settings
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from records.editorial.roles import give_roles_their_permissions
        from records.reading.connection import read_json_as_bytes

        connection_created.connect(read_json_as_bytes, dispatch_uid="records.reading.connection")
        if not settings.IS_READER:
            post_migrate.connect(
                give_roles_their_permissions, sender=self, dispatch_uid="records.editorial.roles"
            )
