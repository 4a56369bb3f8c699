"""The form by which a file is uploaded. What the file holds is the business of `records.intake`."""

from typing import Any

from django import forms

from records.intake.read import LARGEST, format_of
from records.intake.tables.sheets import TableError


class UploadForm(forms.Form):
    """One file of entries."""

    file = forms.FileField(
        label="File",
        max_length=255,
        help_text=f"A table (.xlsx or .csv) or a fixture (.yaml), at most {LARGEST // 1_000_000} MB. "
        "Nothing is stored yet: you see first what it would change.",
        widget=forms.ClearableFileInput({"accept": ".xlsx,.csv,.yaml,.yml"}),
        error_messages={"required": "Choose a file.", "empty": "The file is empty: choose another."},
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(f"The file is larger than {LARGEST // 1_000_000} MB: divide it.")
        try:
            format_of(file.name)
        except TableError as error:
            raise forms.ValidationError(error.says) from error
        return file
