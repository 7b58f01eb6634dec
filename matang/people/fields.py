"""Fields that several forms share: a NIP, a day, an agency."""

from __future__ import annotations

import datetime
from typing import Any

from django import forms
from django.utils import timezone

from matang.people.imports import Places
from matang.people.models import Agency
from matang.people.nip import NipFault, read_nip, spaced


class NipField(forms.CharField):
    """A NIP as people type it, with spaces or an apostrophe; cleans to eighteen digits or ""."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("help_text", "18 angka, boleh berspasi.")
        super().__init__(max_length=40, **options)

    def clean(self, value: Any) -> str:
        """The digits, or the sentence that says what is wrong."""
        try:
            return read_nip(super().clean(value) or "", timezone.localdate())
        except NipFault as fault:
            raise forms.ValidationError(str(fault)) from fault

    def prepare_value(self, value: Any) -> Any:
        """A stored NIP is shown in its groups."""
        return spaced(value) if isinstance(value, str) and len(value) == 18 and value.isdigit() else value

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """A keyboard of digits on phones."""
        return {**super().widget_attrs(widget), "inputmode": "numeric", "autocomplete": "off"}


class DayField(forms.DateField):
    """A day, chosen with the browser's calendar; understood as typed 31/01/2026, too."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("widget", forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
        options.setdefault("input_formats", ["%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y"])
        super().__init__(**options)

    def prepare_value(self, value: Any) -> Any:
        """Browsers want the ISO form."""
        return value.isoformat() if isinstance(value, datetime.date) else value


class AgencyField(forms.CharField):
    """One of the agencies within reach: a list to choose from, or its name to be typed where the list would be too long
    for a slow line. Cleans to the agency (None when empty and not required); `offer` must be called first."""

    MOST = 200
    places: Places

    def offer(self, places: Places) -> None:
        """Give the agencies to choose from."""
        self.places = places
        agencies = sorted(places.by_id.values(), key=places.line)
        if len(agencies) <= self.MOST:
            self.widget = forms.Select(choices=[("", "Pilih instansi"), *((a.uuid, places.line(a)) for a in agencies)])
        else:
            self.widget = forms.TextInput(attrs={"autocomplete": "off"})
            self.help_text = self.help_text or "Tulis nama instansi seperti pada daftar instansi."
        self.widget.is_required = self.required

    def clean(self, value: Any) -> Agency | None:
        """The agency, or the sentence that says what is wrong with the name."""
        text = super().clean(value)
        if not text:
            return None
        chosen = next((a for a in self.places.by_id.values() if str(a.uuid) == text), None)
        found = chosen or self.places.one(text)
        if isinstance(found, str):
            raise forms.ValidationError(found)
        return found
