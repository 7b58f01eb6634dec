"""The published examples of Signature Version 4 for S3: a wrong signature shuts us out of every store.

Source: Amazon S3 API Reference, "Signature Calculations for the Authorization Header" (the key in them is a public
example); the secret and the four signatures are printed there.
"""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime

import pytest

from matang.lib.store.signing import authorization, query_text

MOMENT = datetime(2013, 5, 24, tzinfo=UTC)
HOST = "examplebucket.s3.amazonaws.com"
LOGIN = ("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1")
PUT = {"date": "Fri, 24 May 2013 00:00:00 GMT", "x-amz-storage-class": "REDUCED_REDUNDANCY"}
EXAMPLES = [
    ("GET", "/test.txt", {}, {"range": "bytes=0-9"}, b""),
    ("PUT", "/test$file.text", {}, PUT, b"Welcome to Amazon S3."),
    ("GET", "/", {"lifecycle": ""}, {}, b""),
    ("GET", "/", {"max-keys": "2", "prefix": "J"}, {}, b""),
]
SIGNATURES = [
    "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
    "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
]


@pytest.mark.parametrize(("example", "signature"), [*zip(EXAMPLES, SIGNATURES, strict=True)])
def test_the_published_examples(example, signature):
    method, path, query, headers, body = example
    signed = {
        **headers,
        "host": HOST,
        "x-amz-content-sha256": hashlib.sha256(body).hexdigest(),
        "x-amz-date": "20130524T000000Z",
    }
    told = authorization(method, path, query, signed, *LOGIN, MOMENT)
    assert told.endswith(f",Signature={signature}")


def test_a_query_is_sorted_and_escaped():
    assert query_text({"uploads": "", "prefix": "a b/ä~"}) == "prefix=a%20b%2F%C3%A4~&uploads="
