"""AWS Signature Version 4 for S3, with the hash of the body signed along.

Source: Amazon S3 API Reference, "Authenticating Requests: Using the Authorization Header (AWS Signature Version 4)";
`tests/lib/store/test_signing.py` holds its published examples.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

NO_BODY = hashlib.sha256(b"").hexdigest()
ALGORITHM = "AWS4-HMAC-SHA256"


def path_text(path: str) -> str:
    """A path as it is signed and sent."""
    return quote(path, safe="/-_.~")


def query_text(query: Mapping[str, str]) -> str:
    """Query parameters as they are signed and sent: sorted, all but the unreserved characters escaped."""
    pairs = sorted((quote(name, safe="-_.~"), quote(value, safe="-_.~")) for name, value in query.items())
    return "&".join(f"{name}={value}" for name, value in pairs)


def authorization(
    method: str,
    path: str,
    query: Mapping[str, str],
    headers: Mapping[str, str],
    key: str,
    secret: str,
    region: str,
    moment: datetime,
) -> str:
    """The Authorization header of a request.

    `headers` are all signed, by their names in small letters; among them host, x-amz-date (`stamp(moment)`) and
    x-amz-content-sha256. `moment` is in UTC.
    """
    names = ";".join(sorted(headers))
    listed = "".join(f"{name}:{headers[name].strip()}\n" for name in sorted(headers))
    request = "\n".join(
        [method, path_text(path), query_text(query), listed, names, headers["x-amz-content-sha256"]]
    ).encode()
    scope = f"{moment:%Y%m%d}/{region}/s3/aws4_request"
    text = "\n".join([ALGORITHM, stamp(moment), scope, hashlib.sha256(request).hexdigest()])
    signing = f"AWS4{secret}".encode()
    for word in scope.split("/"):
        signing = hmac.digest(signing, word.encode(), "sha256")
    signature = hmac.digest(signing, text.encode(), "sha256").hex()
    return f"{ALGORITHM} Credential={key}/{scope},SignedHeaders={names},Signature={signature}"


def stamp(moment: datetime) -> str:
    """A moment in UTC as x-amz-date has it."""
    return f"{moment:%Y%m%dT%H%M%SZ}"
