"""The forms of the desk: an entry's own columns, and what is asked before a step is taken with it."""

from typing import Any, ClassVar

from django import forms

from records.editorial.meanwhile import OPENED_AT, Meanwhile, state_of
from records.editorial.whole import Misplaced
from records.kinds.base import Publishable
from records.published import Published, ReasonClass
from records.publishing.document import kind_of
from records.publishing.leaving import current_row
from records.reviewing.remarks import LONGEST


class NoPartOfTheEntry(forms.CharField):
    """Sent with the entry, and no part of it: it never counts as a change."""

    def has_changed(self, initial: Any, data: Any) -> bool:
        return False


class EntryForm(forms.ModelForm):
    """The columns of one entry, with what saving it found out."""

    problems: ClassVar[list[Misplaced]] = []  # of the check of the whole entry, shown where they belong
    meanwhile: ClassVar[Meanwhile | None] = None

    opened_at = NoPartOfTheEntry(required=False, widget=forms.HiddenInput)
    why = NoPartOfTheEntry(
        required=False,
        max_length=200,
        help_text="What this change is for, if it needs saying. The entry's history keeps it; readers never see it.",
        widget=forms.TextInput({"class": "vTextField", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.pk:
            self.fields[OPENED_AT].initial = state_of(self.instance.edited_at)

    def clean(self) -> dict[str, Any] | None:
        cleaned = super().clean()
        for problem in self.problems:
            self.add_error(problem.column if problem.column in self.fields else None, problem.says)
        if self.meanwhile and self.meanwhile.changes:
            self.add_error(None, "What you typed is not saved yet. Compare it with what was saved meanwhile.")
        return cleaned


def changed_meanwhile(by: str) -> str:
    """What to do where someone else saved since the page was opened."""
    return f"{by} saved this entry after you opened it. Copy what you typed, open the page again and add your changes there."


def _sentences(label: str, help_text: str) -> forms.CharField:
    widget = forms.Textarea({"rows": 3, "class": "vLargeTextField"})
    return forms.CharField(label=label, max_length=LONGEST, help_text=help_text, widget=widget)


class CommentForm(forms.Form):
    """What someone says about an entry."""

    text = _sentences(
        "Comment", "Seen by everyone at this desk, never by readers. It cannot be changed later."
    )


class ReasonForm(forms.Form):
    """Why an entry goes back to whoever submitted it."""

    reason = _sentences(
        "Reason", "What has to be changed, and why. Whoever submitted it finds it in their queue."
    )


class WithdrawalForm(forms.Form):
    """Why an entry leaves the register; the class of reason is public."""

    reason_class = forms.ChoiceField(
        label="Reason",
        choices=[("", "Choose a reason"), *ReasonClass.choices],
        help_text="Readers of the register see this reason at the entry's address.",
    )


class RedactionForm(WithdrawalForm):
    """The same for removing the text for ever, with what must go along and the id typed again."""

    together = forms.MultipleChoiceField(
        label="Redact these too",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="They carry its name in some version. Each can be published again, once it does without.",
    )
    confirmation = forms.CharField(
        label="Type the id",
        max_length=100,
        help_text="To be sure that this is the entry that is meant.",
        widget=forms.TextInput({"autocomplete": "off", "class": "vTextField"}),
    )

    def __init__(self, *args: Any, slug: str, carrying: list[tuple[str, str]], **options: Any) -> None:
        super().__init__(*args, **options)
        self.slug = slug
        together = self.fields["together"]
        together.choices = [(name, name) for name in map("/".join, carrying)]  # type: ignore[attr-defined]
        if not carrying:
            del self.fields["together"]

    def clean_confirmation(self) -> str:
        typed = str(self.cleaned_data["confirmation"])
        if typed != self.slug:
            raise forms.ValidationError("This is not the id of the entry.")
        return typed

    def entries_together(self) -> list[tuple[str, str]]:
        """(kind, id) of what was ticked."""
        return [(kind, slug) for kind, _, slug in (name.partition("/") for name in self._ticked())]

    def _ticked(self) -> list[str]:
        return list(self.cleaned_data.get("together", []))


class MergeForm(forms.Form):
    """Which entry stays, by its id; it is in the register, and of the same kind."""

    into = forms.CharField(
        label="Id of the entry that stays",
        max_length=100,
        help_text="It is in the register, and of the same kind.",
        widget=forms.TextInput({"autocomplete": "off", "class": "vTextField"}),
    )

    def __init__(self, *args: Any, item: Publishable, **options: Any) -> None:
        super().__init__(*args, **options)
        self.item = item

    def clean_into(self) -> str:
        typed = str(self.cleaned_data["into"])
        if typed == self.item.pk:
            raise forms.ValidationError("This is the entry itself: name the one that stays.")
        if current_row((kind_of(self.item), typed)) is None:
            raise forms.ValidationError("No entry of this kind in the register has this id.")
        return typed

    def stays(self) -> Published | None:
        """What the register says of the entry that stays; None until it is named."""
        return current_row((kind_of(self.item), self.cleaned_data["into"])) if self.is_valid() else None
