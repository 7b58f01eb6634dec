"""What versions say of their date and validity, read together with the rows that name them."""

from __future__ import annotations

import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, Exists, F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Greatest, JSONObject

from matang.core.validity import SOON, Said
from matang.evidence.models import Document, Fact, Renewal, Version

Row = TypeVar("Row", bound=Model)
FACTS = ("kind", "date", "year", "valid_until")  # of each a version has at most one
RUNNING = ("draft", "submitted", "assessed", "proposed")  # states of an assessment that is not decided yet
DAY = r"^\d{4}-\d\d-\d\d$"


def with_said(rows: QuerySet[Row, Row], version: str = "") -> QuerySet[Row, Row]:
    """The rows with what their version says of itself; `version` is the way to it ("version__" from a citation). Read
    it with `said` and `newest_of`. No statement more."""
    facts = Fact.objects.filter(version_id=OuterRef(f"{version}pk"), name__in=FACTS)
    renewed = Renewal.objects.filter(document_id=OuterRef(f"{version}document_id")).order_by("-year")
    others = Version.objects.filter(document_id=OuterRef(f"{version}document_id")).order_by("-number")
    told = facts.values(told=JSONObject(name="name", value="value", state="state"))
    return rows.annotate(  # type: ignore[return-value]  # the plugin forgets which model it annotates
        said_facts=ArraySubquery(told),
        said_renewed=Subquery(renewed.values("year")[:1]),
        newest=Subquery(others.values("number")[:1]),
    )


def said(row: Any) -> Said:
    """What the version of a row of `with_said` says of itself."""
    facts = {fact["name"]: fact for fact in row.said_facts}
    values = {name: facts[name]["value"] if name in facts else "" for name in FACTS}
    sure = "valid_until" in facts and facts["valid_until"]["state"] == Fact.State.CONFIRMED
    return Said(
        **values,
        sure=sure,
        renewed=row.said_renewed or 0,
    )


def ending(documents: QuerySet[Document], today: datetime.date) -> QuerySet[Document]:
    """The documents cited in a running assessment by a version that has ended, ends within 60 days, or ends before the
    window closes, and that nobody confirmed for the round's year. (Rule: `core.validity`.)"""
    cited = "version__citations__assessment"
    border = Greatest(Value((today + SOON).isoformat()), Cast(F(f"{cited}__round__closes_on"), CharField()))
    renewed = Renewal.objects.filter(
        document=OuterRef("version__document"), year__gte=OuterRef(f"{cited}__round__year")
    )
    # One filter, so that all of it is about one citation and one fact.
    ends = Fact.objects.filter(
        ~Exists(renewed),
        version__document=OuterRef("pk"),
        name="valid_until",
        value__regex=DAY,
        value__lte=border,
        **{f"{cited}__state__in": RUNNING},
    )
    return documents.filter(Exists(ends))


def newest_version(document: UUID) -> Version | None:
    """The newest version of a document within the transaction's reach. One statement."""
    return Version.objects.filter(document__uuid=document).order_by("-number").first()
