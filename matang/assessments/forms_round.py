"""What the pages of rounds accept."""

from __future__ import annotations

from typing import Any, cast

from django import forms

from matang.assessments.actions.rounds import RoundPlan, RoundText
from matang.assessments.models import Round, Stage
from matang.people.fields import AgencyField, DayField
from matang.people.imports import Places

PERIODS = [
    ("tahun-1", "Tahunan"),
    ("semester-1", "Semester I"),
    ("semester-2", "Semester II"),
    ("triwulan-1", "Triwulan I"),
    ("triwulan-2", "Triwulan II"),
    ("triwulan-3", "Triwulan III"),
    ("triwulan-4", "Triwulan IV"),
]
LATER = [(Stage.DOCUMENT.value, Stage.DOCUMENT.label), (Stage.INTERVIEW.value, Stage.INTERVIEW.label)]
LATER.append((Stage.VISIT.value, Stage.VISIT.label))
SCOPES = [
    ("children", "Semua instansi langsung di bawah pemilik"),
    ("below", "Semua instansi di bawah pemilik, sampai unit terbawah"),
    ("owner", "Pemilik sendiri (menilai dirinya)"),
    ("names", "Hanya instansi yang namanya saya tulis"),
]


class TakingPartForm(forms.Form):
    """Which agencies take part."""

    scope = forms.ChoiceField(label="Instansi yang dinilai", choices=SCOPES, widget=forms.RadioSelect)
    names = forms.CharField(
        label="Nama instansi",
        required=False,
        max_length=100_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Satu baris satu nama; diisi bila memilih “yang namanya saya tulis”.",
    )

    def clean(self) -> dict[str, Any]:
        """Names are needed when only those are wanted."""
        data = super().clean() or {}
        if data.get("scope") == "names" and not data.get("names", "").strip():
            self.add_error("names", "Tulis nama instansinya, satu baris satu nama.")
        return data

    @property
    def named(self) -> list[str]:
        """The names, line by line."""
        return [line for text in self.cleaned_data["names"].splitlines() if (line := " ".join(text.split()))]


class RoundTextForm(forms.Form):
    """Words and window of a round."""

    title = forms.CharField(label="Nama periode", max_length=200)
    legal_basis = forms.CharField(
        label="Dasar hukum", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    opens_on = DayField(label="Dibuka")
    closes_on = DayField(label="Ditutup")
    closes_at = forms.TimeField(
        label="Jam tutup",
        initial="23:59",
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        input_formats=["%H:%M", "%H.%M"],
        help_text="Menurut zona waktu tiap instansi; menit yang tertulis masih ikut.",
    )

    def clean(self) -> dict[str, Any]:
        """The days in order."""
        data = super().clean() or {}
        opens, closes = data.get("opens_on"), data.get("closes_on")
        if opens and closes and closes < opens:
            self.add_error("closes_on", "Tanggal tutup harus sama dengan atau sesudah tanggal buka.")
        return data

    @property
    def said(self) -> RoundText:
        """What a valid form says."""
        return RoundText(**{name: self.cleaned_data[name] for name in RoundTextForm.base_fields})


class RoundForm(RoundTextForm, TakingPartForm):
    """A new round."""

    owner = AgencyField(label="Pemilik periode", max_length=300)
    instrument = forms.UUIDField(label="Instrumen", widget=forms.Select)
    year = forms.IntegerField(label="Tahun", min_value=2000, max_value=2100)
    period = forms.ChoiceField(label="Jangka", choices=PERIODS)
    previous = forms.UUIDField(
        label="Melanjutkan",
        required=False,
        widget=forms.Select,
        help_text="Untuk triwulan atau semester berikutnya: nilai, penjelasan, rujukan, dan pengampu ikut disalin.",
    )
    later_stages = forms.MultipleChoiceField(
        label="Tahap sesudah penilaian mandiri",
        choices=LATER,
        required=False,
        initial=[Stage.DOCUMENT.value],
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = (
        *("title", "legal_basis", "owner", "instrument", "year", "period", "previous", "later_stages"),
        *("opens_on", "closes_on", "closes_at", "scope", "names"),
    )

    def __init__(
        self,
        *args: Any,
        places: Places,
        instruments: list[tuple[str, str]],
        rounds: list[tuple[str, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["owner"]).offer(places)
        self.fields["instrument"].widget.choices = instruments
        self.fields["previous"].widget.choices = [("", "Tidak melanjutkan"), *rounds]

    @property
    def plan(self) -> RoundPlan:
        """What a valid form says, without the agencies."""
        data = self.cleaned_data
        period, _, number = data["period"].partition("-")
        return RoundPlan(
            text=self.said,
            instrument=data["instrument"],
            year=data["year"],
            period=Round.Period(period),
            period_number=int(number),
            stages=(Stage.SELF.value, *data["later_stages"]),
            previous=data["previous"],
        )
