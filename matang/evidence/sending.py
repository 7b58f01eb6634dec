"""The answer to a sent form: file by file as JSON for the script, as messages and a redirect without it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

from matang.evidence.actions.documents import Receipt
from matang.evidence.names import clean
from matang.evidence.receiving import ReceivedFile
from matang.people.actor import Actor, acting
from matang.people.rules import Refused

NOTHING = "Belum ada berkas yang dipilih. Pilih berkas, lalu kirim."
MOST_TOLD = 8  # messages travel in a cookie, which holds few words


@dataclass(frozen=True)
class Outcome:
    """What became of one file: received under a receipt's number (or known already), or refused with a sentence."""

    title: str
    receipt: str = ""
    known: bool = False
    error: str = ""
    href: str = ""


def outcome_of(actor: Actor, file: ReceivedFile, receive: Callable[[ReceivedFile], Receipt]) -> Outcome:
    """Receive one file in its own transaction: a refused file undoes no other one. Invisible goes on to the caller."""
    try:
        with acting(actor):
            receipt = receive(file)
    except Refused as reason:
        return Outcome(clean(file.name or ""), error=str(reason))
    document = receipt.version.document
    href = reverse("evidence:document", args=[document.uuid])
    return Outcome(document.title, receipt.number, receipt.known, href=href)


def answered(request: HttpRequest, outcomes: list[Outcome], back: str) -> HttpResponse:
    """JSON `{title, receipt, known, error, href}` of the one file when the script asks (422 when it was refused);
    else a redirect to the form's `next`, or to `back`, with messages."""
    if request.headers.get("Accept") == "application/json":
        if len(outcomes) > 1:
            return JsonResponse({"files": [asdict(outcome) for outcome in outcomes]})
        outcome = outcomes[0] if outcomes else Outcome("", error=NOTHING)
        return JsonResponse(asdict(outcome), status=422 if outcome.error else 200)
    _tell(request, outcomes)
    return HttpResponseRedirect(local_next(request, back))


def local_next(request: HttpRequest, back: str) -> str:
    """The form's `next` when it stays within this site, else `back`."""
    wanted = request.POST.get("next", "")
    here = {request.get_host()}
    return wanted if url_has_allowed_host_and_scheme(wanted, here, require_https=request.is_secure()) else back


def _tell(request: HttpRequest, outcomes: list[Outcome]) -> None:
    received = [outcome for outcome in outcomes if outcome.receipt and not outcome.known]
    refused = [outcome for outcome in outcomes if outcome.error]
    if len(received) > MOST_TOLD:
        messages.success(request, f"{len(received)} berkas diterima.")
    else:
        for outcome in received:
            messages.success(request, f"{outcome.title} diterima, nomor {outcome.receipt}.")
    known = [outcome for outcome in outcomes if outcome.known]
    for outcome in known[:MOST_TOLD]:
        messages.info(request, f"{outcome.title} sudah ada, nomor {outcome.receipt}; tidak disimpan dua kali.")
    for outcome in refused[:MOST_TOLD]:
        messages.error(request, outcome.error)
    if len(refused) > MOST_TOLD:
        messages.error(request, f"{len(refused) - MOST_TOLD} berkas lain juga tidak diterima.")
    if not outcomes:
        messages.error(request, NOTHING)
