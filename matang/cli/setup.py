"""`matang setup`: from an empty installation to its first administrator, and back in when nobody can sign in.

Without options it prints a one-time address for the browser; with `--agency` and `--name` it does the same work at once
and prints the administrator's one-time link; `--link E-MAIL-OR-NIP` gives an existing administrator a new one.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from contextlib import nullcontext
from typing import Any

from matang.cli.inputs import WrongInput
from matang.cli.server import PORT, enter_data_folder, prepare_application
from matang.config.environment import EnvironmentFault, data_folder
from matang.lib.postgres.cluster import running_cluster
from matang.lib.postgres.errors import PostgresError

TAKEN = (
    "Instalasi ini sudah mempunyai administrator. Bila tidak ada yang dapat masuk: matang setup --link SUREL-ATAU-NIP."
)


def setup(argv: list[str]) -> int:
    """Print JSON with the address to open; exit code 2 for wrong input or a taken installation."""
    given = _options(argv)
    enter_data_folder(given.data)
    try:
        with nullcontext() if os.environ.get("DATABASE_URL") else running_cluster(data_folder()):
            prepare_application()
            answer = _answer(given)
    except (EnvironmentFault, PostgresError) as fault:
        raise WrongInput(str(fault)) from fault
    sentence = answer.pop("sentence")
    print(json.dumps(answer, ensure_ascii=False))
    print(sentence, file=sys.stderr)
    return 0


def _options(argv: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="matang setup", allow_abbrev=False)
    parser.add_argument("--data", metavar="FOLDER", help="folder data (bawaan: MATANG_DATA atau data/)")
    parser.add_argument("--address", default=f"http://127.0.0.1:{PORT}", help="alamat situs untuk tautan yang dicetak")
    parser.add_argument("--link", metavar="SUREL-ATAU-NIP", help="tautan sekali pakai untuk administrator yang ada")
    parser.add_argument("--agency", metavar="NAMA", help="nama instansi pemilik")
    parser.add_argument("--short", metavar="NAMA", help="nama singkatnya (bawaan: namanya)")
    parser.add_argument(
        "--kind", default="provinsi", help="provinsi, kabupaten_kota, pusat, perangkat_daerah, unit_kerja"
    )
    parser.add_argument("--zone", default="Asia/Makassar", help="WIB, WITA, WIT, atau nama zona")
    parser.add_argument("--name", metavar="NAMA", help="nama administrator pertama")
    parser.add_argument("--email", default="", help="surel administrator")
    parser.add_argument("--nip", default="", help="NIP administrator")
    parser.add_argument("--position", default="", help="jabatan administrator")
    return parser.parse_args(argv)


def _answer(given: argparse.Namespace) -> dict[str, str]:
    from django.db import transaction

    from matang.people.queries import any_administrator

    address = given.address.rstrip("/")
    with transaction.atomic():
        if given.link:
            return _new_link(given.link, address)
        if any_administrator():
            raise WrongInput(TAKEN)
        if given.agency or given.name:
            return _founded(given, address)
    from matang.lib.setup_token import new_token

    page = f"{address}/persiapan/{new_token(data_folder())}/"
    return {
        "address": page,
        "sentence": f"Buka {page} di peramban (sekali pakai); server dijalankan dengan: matang serve.",
    }


def _founded(given: argparse.Namespace, address: str) -> dict[str, str]:
    from matang.instruments.actions import install_packaged
    from matang.instruments.reading import packaged_codes
    from matang.lib.setup_token import spend_token
    from matang.people import actions
    from matang.people.actions.links import path_for
    from matang.people.rules import Refused

    form = _checked(given)
    try:
        agency, person = actions.found(form.said, form.identity)
    except Refused as fault:
        raise WrongInput(str(fault)) from fault
    for code in packaged_codes():
        install_packaged(code)
    spend_token(data_folder())
    link = f"{address}{path_for(person)}"
    sentence = f"{agency.name} siap; {person.name} membuat kata sandi di {link} (sekali pakai, 24 jam)."
    return {"agency": str(agency.uuid), "person": str(person.uuid), "link": link, "sentence": sentence}


def _checked(given: argparse.Namespace) -> Any:
    """The same form as in the browser; its first fault becomes the sentence."""
    from matang.people.forms import FirstForm
    from matang.people.zones import zone_of

    form = FirstForm(
        {
            "name": given.agency or "",
            "short_name": given.short or (given.agency or "")[:60],
            "kind": given.kind,
            "time_zone": zone_of(given.zone) or given.zone,
            "person_name": given.name or "",
            "email": given.email,
            "nip": given.nip,
            "position": given.position,
        }
    )
    if not form.is_valid():
        field, faults = next(iter(form.errors.items()))
        label = form.fields[field].label if field in form.fields else ""
        raise WrongInput(f"{label}: {faults[0]}".lstrip(": "))
    return form


def _new_link(login: str, address: str) -> dict[str, str]:
    from matang.journal.actions import record
    from matang.people.actions.links import path_for
    from matang.people.actor import set_reach
    from matang.people.queries import administrator_by_login, everything

    program = everything()
    set_reach(program)
    person = administrator_by_login(login)
    if person is None:
        raise WrongInput(f'Tidak ada administrator aktif dengan surel atau NIP "{login}".')
    sentence = f"membuat tautan sekali pakai untuk {person.name} dari baris perintah"
    record(program, "one_time_link", ("person", person.uuid), sentence)
    link = f"{address}{path_for(person)}"
    return {"link": link, "sentence": f"{person.name} membuat kata sandi baru di {link} (sekali pakai, 24 jam)."}
