"""Where a store is: an absolute folder, or `s3://KEY:SECRET@host:port/bucket/prefix?region=…&tls=0|1`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

FORM = "s3://KUNCI:RAHASIA@host:porta/bucket/awalan?region=…&tls=0|1, atau folder dengan jalur lengkap"
BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
FLAGS = {"1": True, "true": True, "0": False, "false": False}


class AddressFault(ValueError):
    """An address that cannot be understood; the text is one Indonesian sentence and holds no secret."""


@dataclass(frozen=True)
class S3Address:
    """A place in an S3-compatible store; `prefix` has no slash at its ends and may be empty."""

    host: str
    port: int
    tls: bool
    bucket: str
    prefix: str
    region: str
    key: str
    secret: str = field(repr=False)

    @property
    def server(self) -> str:
        """Host and port, as the Host header has them: the usual port is left out."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == (443 if self.tls else 80) else f"{host}:{self.port}"

    def __str__(self) -> str:
        return f"s3://{self.server}/{self.bucket}/{self.prefix}".rstrip("/")


def read_address(text: str, env: Mapping[str, str], name: str = "STORAGE_URL") -> S3Address | Path:
    """Read an address; what it does not say of the key is taken from AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.

    `name` is what the address is called in the sentence. Raises AddressFault.
    """
    if text.startswith("/"):
        return Path(text)
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        raise AddressFault(f"{name} tidak dapat dibaca; bentuknya {FORM}.") from None
    if parts.scheme != "s3" or not parts.hostname:
        raise AddressFault(f"{name} harus berbentuk {FORM}.")
    return _address(parts, port, env, name)


def _address(parts: SplitResult, port: int | None, env: Mapping[str, str], name: str) -> S3Address:
    bucket, _, prefix = parts.path.strip("/").partition("/")
    if not BUCKET.fullmatch(bucket):
        raise AddressFault(f"{name} tidak menyebut nama bucket yang sah; bentuknya {FORM}.")
    query = dict(parse_qsl(parts.query))
    if query.keys() - {"region", "tls"} or query.get("tls", "1") not in FLAGS:
        raise AddressFault(f"{name} hanya menerima region=… dan tls=0|1 sesudah tanda tanya.")
    key = unquote(parts.username or "") or env.get("AWS_ACCESS_KEY_ID", "")
    secret = unquote(parts.password or "") or env.get("AWS_SECRET_ACCESS_KEY", "")
    if not key or not secret:
        raise AddressFault(
            f"{name} tidak memuat kunci dan rahasia; tulis di alamat itu (tanda khusus sebagai %XX),"
            " atau setel AWS_ACCESS_KEY_ID dan AWS_SECRET_ACCESS_KEY."
        )
    tls = FLAGS[query.get("tls", "1")]
    place = (bucket, unquote(prefix).strip("/"), query.get("region", "us-east-1"))
    return S3Address(parts.hostname or "", port or (443 if tls else 80), tls, *place, key, secret)
