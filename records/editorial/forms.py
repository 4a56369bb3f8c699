"""The forms of the desk: an entry's own columns, and the reason for withdrawing it."""

from typing import Any, ClassVar

from django import forms

from records.editorial.whole import Misplaced
from records.published import ReasonClass


class EntryForm(forms.ModelForm):
    """The columns of one entry. It refuses to overwrite what someone else saved since the page was opened."""

    problems: ClassVar[
        list[Misplaced]
    ] = []  # what the check of the whole entry found, shown where it belongs

    opened_at = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields["opened_at"].initial = self.instance.edited_at.isoformat()

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for problem in self.problems:
            self.add_error(problem.column if problem.column in self.fields else None, problem.says)
        if "opened_at" in self.changed_data:
            self.add_error(None, changed_meanwhile(self.instance.edited_by))
        return cleaned


def changed_meanwhile(by: str) -> str:
    """What to do where someone else saved since the page was opened."""
    return f"{by} saved this entry after you opened it. Copy what you typed, open the page again and add your changes there."


class WithdrawalForm(forms.Form):
    """Why an entry leaves the register; the class of reason is public."""

    reason_class = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose a reason"), *ReasonClass.choices],
        help_text="Readers of the register see this reason at the entry's address.",
    )
