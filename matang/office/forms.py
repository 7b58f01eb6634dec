"""What the pages of letterhead and officials accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone

from matang.office.actions import OfficialData
from matang.office.models import Official
from matang.people.fields import DayField, NipField


class LetterheadForm(forms.Form):
    """The lines of a letterhead, one a row, and the address below them."""

    lines = forms.CharField(
        label="Baris kop",
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris satu nama, dari pemerintah daerah sampai unit kerja. Kosong: memakai kop di atasnya.",
    )
    address = forms.CharField(label="Alamat", max_length=400, required=False, widget=forms.Textarea(attrs={"rows": 2}))


class OfficialForm(forms.Form):
    """Who signs from a day on."""

    position = forms.CharField(
        label="Jabatan", max_length=200, help_text="Seperti ditulis pada naskah, tanpa Plt./Plh."
    )
    acting = forms.ChoiceField(label="Kedudukan", choices=Official.Acting.choices, required=False)
    name = forms.CharField(label="Nama dan gelar", max_length=150)
    nip = NipField(label="NIP", required=False)
    rank = forms.CharField(label="Pangkat/golongan", max_length=80, required=False)
    starts_on = DayField(label="Mulai", initial=timezone.localdate)
    ends_on = DayField(label="Sampai", required=False)

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        data = super().clean() or {}
        starts, ends = data.get("starts_on"), data.get("ends_on")
        if starts and ends and ends < starts:
            self.add_error("ends_on", "Tanggal akhir harus sama dengan atau sesudah tanggal mulai.")
        return data

    @property
    def official(self) -> OfficialData:
        """What a valid form says."""
        return OfficialData(**self.cleaned_data)


class EndOfficialForm(forms.Form):
    """Which term ends, with which day."""

    official = forms.IntegerField(widget=forms.HiddenInput)
    last_day = DayField(label="Hari terakhir", initial=timezone.localdate)
