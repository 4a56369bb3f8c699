"""The one Django application: the desk's models and the register."""

from django.apps import AppConfig
from django.db.backends.signals import connection_created


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from records.reading.connection import read_json_as_bytes

        connection_created.connect(read_json_as_bytes, dispatch_uid="records.reading.connection")
