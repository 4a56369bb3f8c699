"""The one Django application: the desk's models and the register."""

from django.apps import AppConfig
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate


class RecordsConfig(AppConfig):
    name = "records"
    verbose_name = "Records"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # What is imported here needs models, which are there once Django has loaded every application.
        from records.reading.connection import prepare_to_read

        connection_created.connect(prepare_to_read, dispatch_uid="records.reading.connection")
        if not settings.IS_READER:
            self._ready_for_the_desk()

    def _ready_for_the_desk(self) -> None:
        from records.editorial.roles import give_roles_their_permissions
        from records.signing_in.sessions import remember_account

        post_migrate.connect(
            give_roles_their_permissions, sender=self, dispatch_uid="records.editorial.roles"
        )
        user_logged_in.connect(remember_account, dispatch_uid="records.signing_in.sessions")
