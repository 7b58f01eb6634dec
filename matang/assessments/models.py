"""Rounds, assessments, ratings with their versions, citations, owners of indicators, seats of assessors."""

from __future__ import annotations

import datetime
import uuid

from django.db import models
from django.db.models import F, Q

from matang.evidence.models import Version as DocumentVersion
from matang.instruments.models import Version as InstrumentVersion
from matang.people.models import Agency, Person


class Round(models.Model):
    """An instrument version applied by an owner agency in a period; the window closes at each agency's own minute."""

    class Period(models.TextChoices):
        YEAR = "tahun", "Tahun"
        SEMESTER = "semester", "Semester"
        QUARTER = "triwulan", "Triwulan"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    owner = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=200)
    legal_basis = models.TextField(blank=True)
    instrument = models.ForeignKey(InstrumentVersion, on_delete=models.PROTECT, related_name="rounds")
    year = models.PositiveIntegerField()
    period = models.CharField(max_length=10, choices=Period, default=Period.YEAR)
    period_number = models.PositiveIntegerField(default=1)
    previous = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True, related_name="later")
    stages = models.JSONField(default=list)
    opens_on = models.DateField()
    closes_on = models.DateField()
    closes_at = models.TimeField(default=datetime.time(23, 59))
    published_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["owner", "year", "period", "period_number", "instrument"], name="round_once_in_period"
            ),
            models.CheckConstraint(condition=Q(closes_on__gte=F("opens_on")), name="round_window_in_order"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def period_label(self) -> str:
        """The period in words: "2026", "Triwulan II 2026"."""
        if self.period == self.Period.YEAR:
            return str(self.year)
        return f"{self.get_period_display()} {['I', 'II', 'III', 'IV'][self.period_number - 1]} {self.year}"


class Assessment(models.Model):
    """One agency in one round. `version` counts every change and orders concurrent work."""

    class State(models.TextChoices):
        DRAFT = "draft", "Penilaian mandiri"
        SUBMITTED = "submitted", "Diajukan"
        ASSESSED = "assessed", "Selesai dinilai"
        PROPOSED = "proposed", "Keputusan diusulkan"
        DECIDED = "decided", "Diputuskan"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="assessments")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assessments")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveBigIntegerField(default=0)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    incomplete_evidence = models.BooleanField(default=False)
    returned_reason = models.TextField(blank=True)
    returned_indicators = models.JSONField(null=True)
    # The self-assessment's index cut to twelve places and the number of typed values, kept with every save, so that
    # a list of a thousand can be sorted by the database; pages of one assessment compute it exactly.
    running_index = models.DecimalField(max_digits=16, decimal_places=12, null=True)
    rated = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agency", "round"], name="assessment_once_in_round"),
            models.UniqueConstraint(fields=["agency", "id"], name="assessment_of_agency"),
        ]
        indexes = [models.Index(fields=["round", "state"], name="assessment_round_state")]


class Stage(models.TextChoices):
    """The stage at which a value is given."""

    SELF = "mandiri", "Penilaian mandiri"
    DOCUMENT = "dokumen", "Penilaian dokumen"
    INTERVIEW = "interviu", "Interviu"
    VISIT = "visitasi", "Visitasi"
    FINAL = "akhir", "Nilai akhir"


class RatingText(models.Model):
    """The value and the words of a rating: fact and analysis of the agency, finding and recommendation of assessors."""

    value = models.DecimalField(max_digits=8, decimal_places=2, null=True)
    not_applicable = models.BooleanField(default=False)
    fact = models.TextField(blank=True)
    analysis = models.TextField(blank=True)
    finding = models.TextField(blank=True)
    recommendation = models.TextField(blank=True)

    class Meta:
        abstract = True


class Rating(RatingText):
    """The present value of an indicator at a stage by a seat (0: the agency, or the settled final value).

    `token` and `sequence` name the open page and its save that wrote last, so that an answer sent twice or late over a
    bad line is recognised.
    """

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="ratings")
    indicator = models.CharField(max_length=40)
    stage = models.CharField(max_length=10, choices=Stage)
    seat = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=0)
    token = models.CharField(max_length=40, blank=True)
    sequence = models.PositiveIntegerField(default=0)
    carried = models.BooleanField(default=False)
    changed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "indicator", "stage", "seat"], name="rating_once"),
            models.UniqueConstraint(fields=["agency", "id"], name="rating_of_agency"),
        ]


class RatingVersion(RatingText):
    """What a rating was after each save; never changed. `token` and `sequence`: the open page and its save that wrote
    it (empty when none did)."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    rating = models.ForeignKey(Rating, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    token = models.CharField(max_length=40, blank=True, db_default="")
    sequence = models.PositiveIntegerField(db_default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["rating", "number"], name="rating_version_once")]


class Citation(models.Model):
    """Where a document proves a requirement of an indicator; requirement empty: supporting only ("pendukung")."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="citations")
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, related_name="citations")
    indicator = models.CharField(max_length=40)
    level = models.CharField(max_length=12)
    requirement = models.CharField(max_length=60, blank=True)
    pages = models.CharField(max_length=60, blank=True)
    region = models.CharField(max_length=40, blank=True)  # "page:left,top,width,height", in thousandths of the page
    carried = models.BooleanField(default=False)
    # What an assessor would object to: [{"rule", "page", "quote"}], with "reason" where a person set the warning aside.
    findings = models.JSONField(default=list)
    examined_at = models.DateTimeField(null=True)
    cited_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    cited_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["assessment", "indicator", "level", "requirement", "version"], name="citation_once"
            ),
        ]


class Request(models.Model):
    """A document that a person is asked for until a day; what answers it is a version of the agency's library."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="requests")
    indicator = models.CharField(max_length=40)
    requirement = models.CharField(max_length=60, blank=True)
    what = models.CharField(max_length=400)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField()
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    version = models.ForeignKey(DocumentVersion, on_delete=models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["agency", "person", "due_on"], name="request_of_person")]


class IndicatorOwner(models.Model):
    """The contributor who looks after an indicator in an assessment."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="owners")
    indicator = models.CharField(max_length=40)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["assessment", "indicator"], name="indicator_owner_once")]


class Seat(models.Model):
    """An assessor's place in an assessment: two seats judge apart from each other."""

    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    assessment = models.ForeignKey(Assessment, on_delete=models.PROTECT, related_name="seats")
    number = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["assessment", "number"], name="seat_number_once"),
            models.UniqueConstraint(fields=["assessment", "person"], name="seat_person_once"),
        ]
