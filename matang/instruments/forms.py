"""What the pages of instruments accept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

LARGEST = 4_000_000
_BOX = {"rows": 10, "spellcheck": "false"}


class InstrumentForm(forms.Form):
    """An instrument and, when there is one, its ladder: as files or as text. A file goes before the text."""

    source_file = forms.FileField(label="Berkas instrumen (YAML atau JSON)", required=False, allow_empty_file=True)
    source = forms.CharField(label="… atau tempel isinya", required=False, widget=forms.Textarea(attrs=_BOX))
    ladder_file = forms.FileField(label="Berkas tangga kriteria", required=False, allow_empty_file=True)
    ladder = forms.CharField(label="… atau tempel tangganya", required=False, widget=forms.Textarea(attrs=_BOX))

    def clean(self) -> dict[str, Any]:
        """The texts, wherever they came from."""
        data = super().clean() or {}
        for name in ("source", "ladder"):
            file = data.get(f"{name}_file")
            if file is not None:
                data[name] = self._read(f"{name}_file", file)
        if not self.errors and not data.get("source", "").strip():
            self.add_error("source", "Pilih berkas instrumen, atau tempel isinya.")
        return data

    def _read(self, name: str, file: UploadedFile[Any]) -> str:
        if (file.size or 0) > LARGEST:
            self.add_error(name, "Berkas instrumen lebih besar dari 4 MB.")
            return ""
        try:
            return str(file.read(), "utf-8-sig")
        except UnicodeDecodeError:
            self.add_error(name, "Berkas bukan teks UTF-8. Simpan sebagai YAML atau JSON, lalu pilih lagi.")
            return ""


class OfficialTextForm(forms.Form):
    """The decree's words for an indicator or one of its levels."""

    level = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)
    text = forms.CharField(
        label="Bunyi naskah", required=False, max_length=10_000, widget=forms.Textarea(attrs={"rows": 4})
    )
    source = forms.CharField(label="Sumber", required=False, max_length=300, help_text="Keputusan, nomor, dan halaman.")

    def clean(self) -> dict[str, Any]:
        """A text without its source is worth nothing to a reader."""
        data = super().clean() or {}
        if data.get("text", "").strip() and not data.get("source", "").strip():
            self.add_error("source", "Tulis sumber naskahnya: nama dan nomor keputusan, serta halamannya.")
        return data
