"""How uploaded files are received: in memory, bounded, and from staff alone. What a stranger sends is not kept for a moment.

Django reads a form before it knows which page it is for, and would write large files to disk, whoever sends them.
"""

from io import BytesIO
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile

from records.intake.read import LARGEST

LARGEST_BODY = 4 * LARGEST  # bytes; beyond, a worker does not even listen


class BoundedUploads(FileUploadHandler):
    """Keeps a file up to what an import takes, and of a larger one only how large it is."""

    def handle_raw_input(self, input_data: Any, meta: Any, content_length: int, *rest: Any) -> None:
        if content_length > LARGEST_BODY:
            raise RequestDataTooBig("The file is too large.")

    def new_file(self, *args: Any, **options: Any) -> None:
        user = getattr(self.request, "user", None)
        if user is None or not (user.is_active and user.is_staff):
            raise SkipFile
        super().new_file(*args, **options)
        self.kept = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start + len(raw_data) <= LARGEST:
            self.kept.write(raw_data)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self.kept.seek(0)
        return InMemoryUploadedFile(
            file=self.kept,
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type or "",
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
