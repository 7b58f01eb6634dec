"""What the forms of the library accept."""

from __future__ import annotations

from django import forms

from matang.evidence.actions.documents import NO_TITLE


class RenameForm(forms.Form):
    """Another title for a document."""

    title = forms.CharField(label="Judul", max_length=255, error_messages={"required": NO_TITLE})
