"""What ``components/form_field.html`` needs to know of a form field."""

from __future__ import annotations

from django import forms, template
from django.forms.boundfield import BoundField
from django.forms.widgets import Input
from django.utils.safestring import SafeString

register = template.Library()

_CLASSES: list[tuple[type[forms.Widget], str]] = [
    (forms.Textarea, "utrecht-textarea utrecht-textarea--html-textarea"),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.CheckboxInput, ""),
    (forms.FileInput, ""),
    (forms.Select, "utrecht-select utrecht-select--html-select"),
    (forms.DateInput, "utrecht-textbox utrecht-textbox--html-input control--date"),
    (forms.NumberInput, "utrecht-textbox utrecht-textbox--html-input control--number"),
    (Input, "utrecht-textbox utrecht-textbox--html-input"),
]


@register.filter
def control(field: BoundField) -> SafeString:
    """The field's input with the house's classes; a class on the widget itself is kept.

    A placeholder is left out: it vanishes while typing and is too faint to read.
    """
    widget = field.field.widget
    ours = next((classes for kind, classes in _CLASSES if isinstance(widget, kind)), "")
    together = f"{ours} {widget.attrs.get('class', '')}".strip()
    attrs: dict[str, str | bool] = {"placeholder": False}
    return field.as_widget(attrs=attrs | ({"class": together} if together else {}))


@register.filter
def shape(field: BoundField) -> str:
    """ "choices" (several inputs under one legend), "choice" (one box) or "control"."""
    if field.use_fieldset:
        return "choices"
    return "choice" if isinstance(field.field.widget, forms.CheckboxInput) else "control"
