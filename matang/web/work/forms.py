"""What the agency's pages accept."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from uuid import UUID

from django import forms

from matang.assessments.actions.saving import LONGEST, TEXTS, Answer
from matang.assessments.models import Assessment
from matang.assessments.queries import instrument_for
from matang.core.regions import NoRegion, Region
from matang.web.templating import number

SIDES = ("left", "top", "width", "height")


class AssignForm(forms.Form):
    """Indicators ticked, and who looks after them (empty: nobody)."""

    person = forms.UUIDField(required=False)

    def clean(self) -> dict[str, Any]:
        """The ticked codes come as repeated fields."""
        data = super().clean() or {}
        codes = self.data.getlist("indicators") if hasattr(self.data, "getlist") else []
        if not codes:
            raise forms.ValidationError("Belum ada indikator yang dicentang.")
        return {**data, "indicators": [code[:40] for code in codes]}


class CiteForm(forms.Form):
    """A document of the library, the requirement (or only a level) that it proves, and where."""

    version = forms.UUIDField()
    proves = forms.CharField(max_length=70)
    pages = forms.CharField(max_length=60, required=False, strip=True)

    def clean(self) -> dict[str, Any]:
        """`proves` is a requirement's id, or "tingkat:3" for a document that only supports a level."""
        data = super().clean() or {}
        return {**data, **proves(data.get("proves", ""))}


class AskForm(forms.Form):
    """A document asked of a person: until when, for which requirement (empty: none), in which further words."""

    person = forms.UUIDField(error_messages={"required": "Pilih orang yang diminta."})
    due_on = forms.DateField(error_messages={"required": "Isi batas waktunya.", "invalid": "Isi tanggal yang benar."})
    requirement = forms.CharField(max_length=60, required=False)
    what = forms.CharField(max_length=300, required=False)


def proves(text: str) -> dict[str, str]:
    """The requirement and the level in a choice of the evidence form."""
    if text.startswith("tingkat:"):
        return {"requirement": "", "level": text.removeprefix("tingkat:")}
    return {"requirement": text, "level": ""}


def answer_of(post: Any) -> Answer:
    """The touched fields of an answer's form. A field that is absent was not touched and is never emptied."""
    names = ("value", *TEXTS)
    fields = {name: post[name][: LONGEST + 1] for name in names if name in post}
    return Answer(fields, _count(post.get("base")), post.get("token", "")[:40], _count(post.get("sequence")))


def _count(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) < 10 else 0


class RegionForm(forms.Form):
    """A rectangle on a page in percent of its width and height; `clear` takes the mark away."""

    page = forms.IntegerField(label="Halaman", min_value=1, max_value=999_999)
    left = forms.DecimalField(label="Kiri", min_value=0, max_value=100, localize=True)
    top = forms.DecimalField(label="Atas", min_value=0, max_value=100, localize=True)
    width = forms.DecimalField(label="Lebar", min_value=0, max_value=100, localize=True)
    height = forms.DecimalField(label="Tinggi", min_value=0, max_value=100, localize=True)
    region: Region | None = None

    @classmethod
    def of(cls, region: Region | None, page: int) -> RegionForm:
        """The form with a region that is kept, or with the whole of the page that is open."""
        found = region or Region(page)
        sides = {name: number(Fraction(getattr(found, name), 10)) for name in SIDES}
        return cls(initial={"page": found.page, **sides})

    def clean(self) -> dict[str, Any]:
        """The five numbers together are a region, or the form says what is wrong with them."""
        data = super().clean() or {}
        if self.errors:
            return data
        try:
            self.region = Region(data["page"], *(round(data[name] * 10) for name in SIDES))
        except NoRegion as fault:
            raise forms.ValidationError(str(fault)) from None
        return data


class PasteForm(forms.Form):
    """A column of levels in the instrument's order, or two columns: code and level."""

    levels = forms.CharField(
        label="Tempel nilai dari lembar kerja",
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="Satu baris satu indikator: hanya nilainya (urut seperti pada tabel), atau kode lalu nilai. "
        "Baris kosong melewati indikator itu.",
    )

    def __init__(self, *args: Any, assessment: Assessment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.codes = instrument_for(assessment).instrument.codes

    def clean_levels(self) -> dict[str, str]:
        """Map codes to typed levels; each fault names its line."""
        lines = self.cleaned_data["levels"].replace("\r\n", "\n").split("\n")
        rows = [[cell.strip() for cell in line.replace(";", "\t").split("\t")] for line in lines]
        if any(len(row) > 1 and row[1] for row in rows):
            return self._by_code(rows)
        return self._in_order(rows)

    def _in_order(self, rows: list[list[str]]) -> dict[str, str]:
        if len(rows) > len(self.codes):
            raise forms.ValidationError(
                f"Ada {len(rows)} baris, padahal instrumen ini mempunyai {len(self.codes)} indikator."
            )
        return {code: row[0] for code, row in zip(self.codes, rows, strict=False) if row[0]}

    def _by_code(self, rows: list[list[str]]) -> dict[str, str]:
        levels: dict[str, str] = {}
        for line, row in enumerate(rows, 1):
            if not any(row):
                continue
            if row[0] not in self.codes:
                raise forms.ValidationError(f'Baris {line}: kode "{row[0][:40]}" tidak ada pada instrumen ini.')
            if row[0] in levels:
                raise forms.ValidationError(f'Baris {line}: kode "{row[0]}" sudah ada di baris sebelumnya.')
            levels[row[0]] = row[1] if len(row) > 1 else ""
        return {code: level for code, level in levels.items() if level}


def uuid_or_none(text: str) -> UUID | None:
    """A UUID typed in an address or a form; None when it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None


def placed(ticked: list[str]) -> list[tuple[str, str, str]]:
    """Ticked places ("code|requirement", "code|tingkat:3") as (indicator, level, requirement); at most 200."""
    found = []
    for text in ticked[:200]:
        code, _, what = text[:120].partition("|")
        choice = proves(what)
        if code and what:
            found.append((code, choice["level"], choice["requirement"]))
    return found
