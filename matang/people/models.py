"""Agencies as a tree, persons, and their memberships with role and dates."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from matang.people import lookups  # noqa: F401 - registers `__any`


class Agency(models.Model):
    """A government body; `path` holds the ids from the root to itself, as `/1/5/23/`."""

    class Kind(models.TextChoices):
        PROVINCE = "provinsi", "Pemerintah provinsi"
        REGENCY = "kabupaten_kota", "Pemerintah kabupaten/kota"
        CENTRAL = "pusat", "Instansi pusat"
        OFFICE = "perangkat_daerah", "Perangkat daerah"
        UNIT = "unit_kerja", "Unit kerja"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="children")
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind)
    time_zone = models.CharField(max_length=40, default="Asia/Makassar")
    path = models.CharField(max_length=200, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(F("parent"), Lower("name"), name="agency_name_once_in_parent"),
        ]
        indexes = [models.Index(fields=["path"], name="agency_path_prefix", opclasses=["varchar_pattern_ops"])]

    def __str__(self) -> str:
        return self.name


class PersonManager(BaseUserManager["Person"]):
    """Looks a person up by what allauth calls the username: the NIP."""

    def get_by_natural_key(self, username: str | None) -> Person:
        """The person with that NIP. Person.DoesNotExist when there is none."""
        return self.get(nip=username)


class Person(AbstractBaseUser):
    """Somebody who signs in with e-mail or NIP. Invited: no usable password yet; disabled: `is_active` is false."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=150)
    email = models.EmailField(null=True, blank=True)
    nip = models.CharField(max_length=18, null=True, blank=True)
    position = models.CharField(max_length=200, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "nip"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("email"), name="person_email_once"),
            models.UniqueConstraint(fields=["nip"], name="person_nip_once"),
            models.CheckConstraint(
                condition=Q(email__isnull=False) | Q(nip__isnull=False), name="person_has_a_way_to_sign_in"
            ),
            models.CheckConstraint(condition=Q(nip__isnull=True) | Q(nip__regex=r"^\d{18}$"), name="person_nip_digits"),
        ]

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    """The roles of the rights table, with the words that pages use."""

    ADMINISTRATOR = "administrator", "Administrator"
    COORDINATOR = "coordinator", "Koordinator"
    VERIFIER = "verifier", "Pemeriksa"
    CONTRIBUTOR = "contributor", "Pelaksana"
    MENTOR = "mentor", "Pendamping"
    ASSESSOR = "assessor", "Asesor"
    LEAD_ASSESSOR = "lead_assessor", "Ketua asesor"
    LEADER = "leader", "Pimpinan"
    AUDITOR = "auditor", "Auditor"


class Membership(models.Model):
    """A role of a person in an agency from one day to another (both included; no end: still valid)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "person", "role", "starts_on"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("starts_on")), name="membership_dates_in_order"
            ),
        ]
        indexes = [models.Index(fields=["person", "role"], name="membership_person_role")]


class AdministratorProposal(models.Model):
    """A second administrator whom one administrator wants and another must confirm; then it becomes a membership."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    starts_on = models.DateField()
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "person"], name="administrator_proposed_once")]
