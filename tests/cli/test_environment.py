"""What an operator writes into the environment is understood, or refused with one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from matang.config.environment import EnvironmentFault, kept_secret, parse_database, read_email, read_environment


def test_a_fresh_folder_gets_its_own_kept_secret(tmp_path: Path) -> None:
    """A default secret would let anyone sign in as anyone; one that changes would sign everybody out."""
    first, second = kept_secret(tmp_path / "a"), kept_secret(tmp_path / "b")
    assert first != second
    assert len(first) >= 50
    assert kept_secret(tmp_path / "a") == first
    assert (tmp_path / "a" / "secret_key").stat().st_mode & 0o777 == 0o600


def test_an_emptied_secret_is_refused(tmp_path: Path) -> None:
    """An empty key after a full disk must not become the key."""
    (tmp_path / "secret_key").write_text("")
    with pytest.raises(EnvironmentFault, match="kosong atau terlalu pendek"):
        kept_secret(tmp_path)


def test_a_database_address_with_special_characters() -> None:
    """A password with @ or / is common; read wrongly, nobody gets in."""
    found = parse_database("postgres://spbe:p%40ss%2Fword@10.0.0.5:6432/matang%20uji?sslmode=require")
    assert found == {
        "NAME": "matang uji",
        "USER": "spbe",
        "PASSWORD": "p@ss/word",
        "HOST": "10.0.0.5",
        "PORT": "6432",
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("address", ["mysql://a@b/c", "sqlite:///x", "postgres://a@b:porta/c", "matang"])
def test_an_address_of_something_else_is_refused(address: str) -> None:
    """A silent fall back to another database would look like lost data."""
    with pytest.raises(EnvironmentFault):
        parse_database(address)


def test_both_aliases_work_as_their_plain_role(tmp_path: Path) -> None:
    """Row policies bind only the application's role, whoever signs in to the database."""
    variables = {
        "MATANG_DATA": str(tmp_path),
        "DATABASE_URL": "postgres://boss@db/matang?options=-c%20work_mem%3D8MB",
        "DATABASE_MIGRATOR_URL": "postgres://owner@db/matang",
    }
    environment = read_environment(variables)
    options = {alias: database["OPTIONS"]["options"] for alias, database in environment.databases.items()}
    assert options["default"].startswith("-c work_mem=8MB -c role=matang_app ")
    assert "-c role=matang_migrator" in options["migrator"]
    assert environment.databases["migrator"]["USER"] == "owner"
    assert not environment.embedded


def test_nothing_said_is_a_safe_local_installation(tmp_path: Path) -> None:
    """Who says nothing gets this machine only, the embedded database, and no mail."""
    environment = read_environment({"MATANG_DATA": str(tmp_path)})
    assert environment.embedded
    assert environment.allowed_hosts == ("127.0.0.1", "localhost")
    assert environment.email is None
    assert not environment.https
    assert not environment.demo


def test_https_makes_the_named_hosts_trusted_origins(tmp_path: Path) -> None:
    """Without it every form behind the proxy is refused."""
    variables = {"MATANG_DATA": str(tmp_path), "MATANG_HTTPS": "1", "ALLOWED_HOSTS": "spbe.contoh.go.id, .contoh.id"}
    assert read_environment(variables).trusted_origins == ("https://spbe.contoh.go.id", "https://*.contoh.id")


def test_mail_addresses() -> None:
    """A letter that goes out unencrypted or from nobody is not delivered."""
    mail = read_email({"EMAIL_URL": "smtp+tls://spbe%40contoh.go.id:rahasia@surel.contoh.go.id"})
    assert mail is not None
    assert (mail.host, mail.port, mail.user, mail.password) == (
        "surel.contoh.go.id",
        587,
        "spbe@contoh.go.id",
        "rahasia",
    )
    assert (mail.use_tls, mail.use_ssl, mail.sender) == (True, False, "spbe@contoh.go.id")
    assert "rahasia" not in repr(mail)
    with pytest.raises(EnvironmentFault):
        read_email({"EMAIL_URL": "pop3://x"})


def test_the_quota_of_evidence_is_whole_gigabytes(tmp_path: Path) -> None:
    """Misread, every agency would be told that its store is full, or the disk would fill."""
    quota = {told: read_environment({"MATANG_DATA": str(tmp_path), "EVIDENCE_QUOTA_GB": told}).evidence_quota
             for told in ("", "1", "200")}  # fmt: skip
    assert quota == {"": 50 * 1024**3, "1": 1024**3, "200": 200 * 1024**3}
    for told in ("0", "-5", "2,5", "50GB", "tidak"):
        with pytest.raises(EnvironmentFault, match="EVIDENCE_QUOTA_GB"):
            read_environment({"MATANG_DATA": str(tmp_path), "EVIDENCE_QUOTA_GB": told})
