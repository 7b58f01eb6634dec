"""Sending an assessment's evidence as one ZIP."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from uuid import UUID

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from matang.lib.store import StoreFault
from matang.lib.zipping import zipped
from matang.people.views_guard import actor_of, signed_in
from matang.web.work.pack import Pack, pack_of
from matang.web.work.pack_index import indexes

log = logging.getLogger(__name__)


@signed_in
@require_safe
def pack(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """The evidence of an assessment. What to send is read here, inside the transaction; the sending needs no
    database."""
    found = pack_of(actor_of(request), uuid, indexes)
    headers = {
        "Content-Length": str(found.length),
        "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "X-Content-Type-Options": "nosniff",
    }
    # The guard and the middleware treat both kinds of answer alike.
    return StreamingHttpResponse(_sent(found, uuid), content_type="application/zip", headers=headers)  # type: ignore[return-value]


def _sent(found: Pack, uuid: UUID) -> Iterator[bytes]:
    """The ZIP; damage breaks the transfer, which the browser tells, since less arrives than was announced."""
    try:
        yield from zipped(found.members)
    except (StoreFault, ValueError) as fault:
        log.error("paket %s terputus: %s", uuid, fault)
        raise
