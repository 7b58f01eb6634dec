"""What the forms of signing in, agencies and people accept."""

from __future__ import annotations

from typing import Any, cast

from allauth.account.forms import LoginForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils import timezone

from matang.people.fields import AgencyField, DayField, NipField
from matang.people.imports import Places
from matang.people.models import Agency, Person, Role
from matang.people.said import AgencyData, Identity
from matang.people.zones import CHOICES


class SignInForm(LoginForm):  # type: ignore[misc]
    """E-mail or NIP in one box; a NIP may be typed with spaces."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.fields["login"]
        login.label = "Surel atau NIP"
        login.widget.attrs.pop("placeholder", None)
        login.widget.attrs["autocapitalize"] = "none"
        self.fields["password"].label = "Kata sandi"
        self.fields["password"].help_text = ""
        self.fields["password"].widget.attrs.pop("placeholder", None)

    def clean_login(self) -> str:
        """A NIP copied from a list often carries spaces."""
        login = str(self.cleaned_data["login"]).strip()
        digits = "".join(login.split())
        return digits if digits.isdigit() else login


class AgencyForm(forms.Form):
    """What is said of an agency."""

    name = forms.CharField(label="Nama instansi", max_length=200)
    short_name = forms.CharField(label="Nama singkat", max_length=60, help_text="Dipakai pada tabel dan menu.")
    kind = forms.ChoiceField(label="Jenis", choices=Agency.Kind.choices)
    time_zone = forms.ChoiceField(
        label="Zona waktu", choices=CHOICES, help_text="Tenggat ditutup menurut jam di zona ini."
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = self.initial.get("time_zone")
        if kept and kept not in dict(CHOICES):
            self.fields["time_zone"].choices = [(kept, kept), *CHOICES]  # type: ignore[attr-defined]

    @property
    def said(self) -> AgencyData:
        """What a valid form says."""
        return AgencyData(**{name: self.cleaned_data[name] for name in AgencyForm.base_fields})


class ChildAgencyForm(AgencyForm):
    """A new agency and what it stands below."""

    parent = AgencyField(label="Di bawah instansi", max_length=300)
    field_order = ("parent", "name", "short_name", "kind", "time_zone")

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["parent"]).offer(places)


class MoveForm(forms.Form):
    """What an agency shall stand below."""

    parent = AgencyField(label="Induk baru", max_length=300)

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["parent"]).offer(places)


class PersonForm(forms.Form):
    """Who somebody is and how he signs in."""

    name = forms.CharField(label="Nama", max_length=150)
    email = forms.EmailField(label="Surel", max_length=254, required=False)
    nip = NipField(label="NIP", required=False)
    position = forms.CharField(label="Jabatan", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        """Somebody without e-mail and NIP could never sign in."""
        data = super().clean() or {}
        if not self.errors and not (data.get("email") or data.get("nip")):
            self.add_error("email", "Isi surel atau NIP, agar orang ini dapat masuk.")
        return data

    @property
    def identity(self) -> Identity:
        """What a valid form says."""
        return Identity(**{name: self.cleaned_data[name] for name in PersonForm.base_fields})


class GrantForm(forms.Form):
    """A role in an agency from a day on."""

    agency = AgencyField(label="Instansi", max_length=300)
    role = forms.ChoiceField(label="Peran", choices=[("", "Pilih peran"), *Role.choices])
    starts_on = DayField(label="Mulai", initial=timezone.localdate)

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(AgencyField, self.fields["agency"]).offer(places)


class NewPersonForm(PersonForm, GrantForm):
    """A new person with a first role."""

    field_order = ("name", "email", "nip", "position", "agency", "role", "starts_on")


class EndForm(forms.Form):
    """The last day of a role."""

    last_day = DayField(label="Hari terakhir", initial=timezone.localdate)


class ImportForm(forms.Form):
    """A list as a file or as pasted text; a file goes before the text."""

    file = forms.FileField(label="… atau pilih berkas XLSX atau CSV", required=False, allow_empty_file=True)
    text = forms.CharField(
        label="Tempel daftarnya di sini",
        required=False,
        strip=False,
        max_length=2_000_000,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "false"}),
    )


class FirstForm(AgencyForm, PersonForm):
    """The owner agency and its first administrator."""

    name = forms.CharField(label="Nama instansi", max_length=200)
    person_name = forms.CharField(label="Nama Anda", max_length=150)

    @property
    def identity(self) -> Identity:
        """What a valid form says of the administrator."""
        data = self.cleaned_data
        return Identity(data["person_name"], data["email"], data["nip"], data["position"])


class FoundingForm(FirstForm):
    """The first form of an installation in the browser, with a password typed twice."""

    password = forms.CharField(
        label="Kata sandi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
        help_text="Sedikitnya 10 huruf; bukan kata yang mudah ditebak.",
    )
    again = forms.CharField(
        label="Kata sandi sekali lagi",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}, render_value=False),
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords alike and good enough for this person."""
        data = super().clean()
        password, again = data.get("password"), data.get("again")
        if password and again and password != again:
            self.add_error("again", "Kedua kata sandi tidak sama.")
        if password:
            person = Person(name=data.get("person_name", ""), email=data.get("email"), nip=data.get("nip"))
            try:
                validate_password(password, person)
            except forms.ValidationError as fault:
                self.add_error("password", fault)
        return data
