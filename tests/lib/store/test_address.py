"""What an operator writes as the address of a store is understood, or refused without showing his secret."""

from __future__ import annotations

from pathlib import Path

import pytest

from matang.config.environment import EnvironmentFault, read_environment
from matang.lib.store import AddressFault, read_address

KEYS = {"AWS_ACCESS_KEY_ID": "KUNCI", "AWS_SECRET_ACCESS_KEY": "rahasia/uji"}


def test_a_whole_address():
    found = read_address("s3://KUNCI:rahasia%2Fuji@simpan.contoh.go.id:9000/bukti/spbe/2026?region=id-jkt&tls=0", {})
    assert (found.host, found.port, found.tls) == ("simpan.contoh.go.id", 9000, False)
    assert (found.bucket, found.prefix, found.region) == ("bukti", "spbe/2026", "id-jkt")
    assert (found.key, found.secret) == ("KUNCI", "rahasia/uji")
    assert "rahasia" not in repr(found) + str(found)
    assert str(found) == "s3://simpan.contoh.go.id:9000/bukti/spbe/2026"


def test_what_is_not_said_is_safe():
    found = read_address("s3://simpan.contoh.go.id/bukti", KEYS)
    assert (found.port, found.tls, found.prefix, found.region) == (443, True, "", "us-east-1")
    assert (found.key, found.secret, found.server) == ("KUNCI", "rahasia/uji", "simpan.contoh.go.id")
    assert read_address("/srv/berkas", {}) == Path("/srv/berkas")


@pytest.mark.parametrize(
    "text",
    [
        "s3://K:rahasia@host",  # no bucket
        "s3://K:rahasia@host/B_B",
        "s3://K:rahasia/x@host/bukti",  # a slash that is not escaped
        "s3://K:rahasia@host:porta/bukti",
        "s3://K:rahasia@host/bukti?tls=ya",
        "s3://K:rahasia@host/bukti?acl=public",
        "https://K:rahasia@host/bukti",
        "berkas",
        "s3://K@host/bukti",
    ],
)
def test_the_rest_is_refused_without_the_secret(text, tmp_path):
    with pytest.raises(AddressFault) as refused:
        read_address(text, {})
    assert "STORAGE_URL" in str(refused.value)
    assert "rahasia@" not in str(refused.value)
    assert "porta/" not in text or ":porta/bucket" in str(refused.value)
    with pytest.raises(EnvironmentFault):
        read_environment({"MATANG_DATA": str(tmp_path), "STORAGE_FALLBACK_URL": text})


def test_the_demo_keeps_away_from_a_real_store(tmp_path):
    """Its nightly sweeper would take a province's real evidence for files that no row speaks of."""
    variables = {"MATANG_DATA": str(tmp_path), "STORAGE_URL": "s3://K:r@host/bukti", "STORAGE_FALLBACK_URL": "/srv"}
    real, demo = read_environment(variables), read_environment({**variables, "MATANG_DEMO": "1"})
    assert (str(real.storage), real.storage_fallback) == ("s3://host/bukti", Path("/srv"))
    assert (demo.storage, demo.storage_fallback) == (None, None)
