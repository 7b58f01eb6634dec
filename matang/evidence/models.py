"""Documents of an agency and their versions; the bytes lie in the store under their SHA-256."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils import timezone

from matang.people.models import Agency, Person


class Document(models.Model):
    """One piece of evidence as people speak of it; its versions carry the bytes."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    title = models.CharField(max_length=255)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    deleted_at = models.DateTimeField(null=True)
    shared_at = models.DateTimeField(null=True)  # since when the agencies below may read and cite it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["agency", "id"], name="document_of_agency")]
        indexes = [models.Index(fields=["agency", "-created_at"], name="document_agency_newest")]


class Version(models.Model):
    """The bytes of a document at one time: recognised again by hash within the agency, never across agencies."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField(default=1)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    media_type = models.CharField(max_length=100)
    file_name = models.CharField(max_length=255)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    received_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "sha256"], name="version_hash_once_in_agency"),
            models.UniqueConstraint(fields=["document", "number"], name="version_number_once"),
            models.UniqueConstraint(fields=["agency", "id"], name="version_of_agency"),
        ]

    @property
    def receipt(self) -> str:
        """The receipt's number: the year and the first digits of the hash, which the sender can check on his file."""
        return f"{timezone.localtime(self.received_at).year}-{self.sha256[:8]}"


class Upload(models.Model):
    """A file that arrives in pieces (tus 1.0). `received` counts the bytes that are on the disk for good; `version` is
    what it became. The pieces lie in the waiting room under the upload's own id."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField(max_length=255)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64, blank=True)  # of the whole file, when the sender says it beforehand
    replaces = models.UUIDField(null=True)  # the document whose new version it becomes
    received = models.BigIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    version = models.ForeignKey(Version, on_delete=models.SET_NULL, null=True, related_name="+")
    known = models.BooleanField(default=False)
    fault = models.CharField(max_length=400, blank=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "person", "-started_at"], name="upload_of_person")]


class Reading(models.Model):
    """How far a version has been read by the program, and what it found that an assessor would object to.

    findings: defects of the document alone, [{"rule", "page", "quote"}], by the rules of `core.recognition.defects`.
    """

    class State(models.TextChoices):
        """From the queue to the end."""

        WAITING = "waiting", "menunggu dibaca"
        READING = "reading", "sedang dibaca"
        READ = "read", "sudah dibaca"
        UNREADABLE = "unreadable", "tidak dapat dibaca"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    version = models.OneToOneField(Version, on_delete=models.CASCADE, related_name="reading")
    state = models.CharField(max_length=12, choices=State.choices, default=State.WAITING)
    pages = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    note = models.CharField(max_length=400, blank=True)  # why it could not be read, or what was left out
    findings = models.JSONField(default=list)
    changed_at = models.DateTimeField(auto_now=True)


class Page(models.Model):
    """The text of one page; `picture`: a scan or photograph, whose text came by character recognition."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    picture = models.BooleanField(default=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "number"], name="page_once")]


class Fact(models.Model):
    """What a version says of itself: kind, number, date, subject, issuer, signer, year, end of validity.

    Read by rules it is only proposed, with page and words it was read from; a person confirms or corrects it.
    """

    class State(models.TextChoices):
        """Who stands behind it."""

        PROPOSED = "proposed", "usulan"
        CONFIRMED = "confirmed", "dipastikan"

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="facts")
    name = models.CharField(max_length=20)
    value = models.CharField(max_length=400)
    page = models.PositiveIntegerField(default=0)
    quote = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "name"], name="fact_once")]


class Waiver(models.Model):
    """A warning that a person set aside, with the reason that the assessor sees; indicator empty: for all uses."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    version = models.ForeignKey(Version, on_delete=models.CASCADE, related_name="waivers")
    rule = models.CharField(max_length=60)
    indicator = models.CharField(max_length=40, blank=True)
    reason = models.CharField(max_length=400)
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["version", "rule", "indicator"], name="waiver_once")]


class Renewal(models.Model):
    """A document that a person confirmed as still valid for a year."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="renewals")
    year = models.PositiveIntegerField()
    confirmed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["document", "year"], name="renewal_once")]


class Word(models.Model):
    """A word that an agency writes in names, facts or pages; offered for one that was mistyped. Triggers fill it."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    word = models.CharField(max_length=30)

    class Meta:
        indexes = [models.Index(fields=["word", "agency"], name="word_of_agency")]
