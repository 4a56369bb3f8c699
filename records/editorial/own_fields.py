"""Pages whose form fields are ours where Django's own choice would not do: those of an entry, and of its rows."""

from typing import Any

from django.contrib.admin.options import BaseModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper

from records.editorial.form_fields import form_field_for, form_options_for
from records.kinds.base import Kind


class OwnFields(BaseModelAdmin):
    """The part of an admin that chooses form fields."""

    kind: Kind

    def formfield_for_dbfield(self, db_field: Any, request: Any, **options: Any) -> Any:
        ours = form_field_for(db_field, self.kind)
        if ours:
            return ours
        field = super().formfield_for_dbfield(db_field, request, **form_options_for(db_field) | options)
        return _with_fewer_links(field)


def _with_fewer_links(field: Any) -> Any:
    """A reference's links: one to change or else to see it, one to add another; from here nothing is deleted."""
    widget = getattr(field, "widget", None)
    if isinstance(widget, RelatedFieldWidgetWrapper):
        widget.can_delete_related = False
        widget.can_view_related = widget.can_view_related and not widget.can_change_related
    return field
