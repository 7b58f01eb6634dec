"""What the mentoring room's forms accept."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any
from zoneinfo import ZoneInfo

from django import forms

from matang.core.words import zone_name
from matang.mentoring.actions.planning import Details
from matang.mentoring.models import Meeting
from matang.office.models import Official
from matang.people.models import Person


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, widget=widget, input_formats=["%Y-%m-%d"])


def _hour(label: str, *, required: bool = True, help_text: str = "") -> forms.TimeField:
    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    formats = ["%H:%M", "%H:%M:%S", "%H.%M"]
    return forms.TimeField(label=label, widget=widget, input_formats=formats, required=required, help_text=help_text)


class MeetingForm(forms.Form):
    """When, where and who leads; the hour is of the agency's time zone."""

    title = forms.CharField(label="Judul rapat", max_length=200)
    day = _day("Tanggal")
    hour = _hour("Pukul")
    place = forms.CharField(label="Tempat atau tautan", max_length=200)
    chair = forms.CharField(label="Pimpinan rapat", max_length=150, required=False)
    chair_position = forms.CharField(
        label="Jabatan pimpinan rapat",
        max_length=200,
        required=False,
        help_text="Dikosongkan: diambil dari daftar pejabat.",
    )

    def __init__(self, data: Any = None, *, zone: str, officials: Iterable[Official] = (), **options: Any) -> None:
        super().__init__(data, **options)
        self.zone, self.officials = zone, list(officials)
        self.fields["hour"].label = f"Pukul ({zone_name(zone)})"
        if self.officials:
            self.fields["chair"].widget.attrs["list"] = "officials"

    def details(self) -> Details:
        """The checked input as the actions take it."""
        given = self.cleaned_data
        start = datetime.datetime.combine(given["day"], given["hour"], ZoneInfo(self.zone))
        position = given["chair_position"] or self._position(given["chair"])
        return Details(given["title"], start, given["place"], given["chair"], position)

    def _position(self, name: str) -> str:
        official = next((o for o in self.officials if o.name.casefold() == name.strip().casefold()), None)
        return " ".join(part for part in (official.acting, official.position) if part) if official else ""

    @staticmethod
    def initial_of(meeting: Meeting, zone: str) -> dict[str, Any]:
        """A planned meeting as the form shows it."""
        local = meeting.starts_at.astimezone(ZoneInfo(zone))
        names = ("title", "place", "chair", "chair_position")
        return {name: getattr(meeting, name) for name in names} | {"day": local.date(), "hour": local.time()}


class ActionForm(forms.Form):
    """What is to be done, by whom, until when, about which indicator."""

    what = forms.CharField(
        label="Yang dikerjakan", max_length=1000, widget=forms.Textarea(attrs={"rows": 2, "class": "low"})
    )
    owner = forms.ChoiceField(label="Penanggung jawab")
    due_on = _day("Tenggat")
    indicator = forms.ChoiceField(label="Indikator", required=False)

    def __init__(
        self, data: Any = None, *, team: Sequence[Person], indicators: Sequence[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(data, **options)
        owner, indicator = self.fields["owner"], self.fields["indicator"]
        assert isinstance(owner, forms.ChoiceField) and isinstance(indicator, forms.ChoiceField)
        owner.choices = [("", "Pilih nama …"), *((str(person.uuid), person.name) for person in team)]
        indicator.choices = [("", "Umum"), *((code, f"{code}. {title}") for code, title in indicators)]


class MinutesForm(forms.Form):
    """The end of the minutes."""

    conclusion = forms.CharField(label="Kesimpulan", max_length=10_000, widget=forms.Textarea(attrs={"rows": 4}))
    letter_number = forms.CharField(
        label="Nomor notula", max_length=100, required=False, help_text="Dari buku agenda kantor."
    )
    ended = _hour("Rapat selesai pukul", required=False)
