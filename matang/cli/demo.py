"""`matang demo`: Matang filled with an invented province, to look around in."""

from __future__ import annotations

import os
import signal
import sys

from matang.cli.server import Refusal, close_connections, read_options, serve_with
from matang.cli.supervisor import FORK, STOP_SIGNALS
from matang.lib.processes import die_with_parent

FOLDER = "data-demo"  # not that of `matang serve`: whoever tried the demo first can start for real at once
REAL = (
    "Folder data ini memuat instansi yang bukan contoh, sehingga contoh tidak dimuat ke dalamnya. "
    "Pilih folder lain: matang demo --data FOLDER."
)
ACCOUNTS = (
    ("koordinator", "Koordinator Biro Hukum (juga Provinsi)"),
    ("pelaksana", "Pelaksana Biro Hukum: aplikasi dan tata kelola"),
    ("pemeriksa", "Pemeriksa Biro Hukum"),
    ("kepala", "Pimpinan Biro Hukum"),
    ("pendamping", "Pendamping dari Diskominfo"),
    ("asesor", "Asesor; rekannya asesor2"),
    ("ketua", "Ketua asesor; rekannya ketua2"),
    ("pimpinan", "Pimpinan provinsi: mengesahkan keputusan"),
    ("admin", "Administrator; rekannya admin2 menerbitkan instrumen"),
    ("auditor", "Auditor"),
)


def demo(argv: list[str]) -> int:
    """Serve the demo, loading it first into an empty data folder. Exit code as `serve`; 2 on a real installation."""
    os.environ["MATANG_DEMO"] = "1"
    options = read_options("demo", argv, FOLDER)
    _say("Menyiapkan basis data …")
    return serve_with(options, _fill, _banner(options.address))


def _fill() -> None:
    """Load the demo unless it is there. Raises Refusal in a house of somebody else."""
    from matang.demo.loading import occupied, present

    if present():
        return
    if occupied():
        raise Refusal(REAL)
    close_connections()
    _apart()


def _apart() -> None:
    """Load in a process of its own: the press starts threads, and the web processes are forks of this process, in
    which such threads would be missing and every paper would hang."""
    child = FORK.Process(target=_load, args=(os.getpid(),))
    child.start()
    try:
        child.join()
    finally:
        child.kill()
        child.join()
    if child.exitcode != 0:
        raise RuntimeError("Contoh tidak dapat dimuat; sebabnya tertulis di atas.")


def _load(parent: int) -> None:
    from matang.demo.loading import load

    for number in STOP_SIGNALS:
        signal.signal(number, signal.SIG_DFL)
    die_with_parent(signal.SIGKILL, parent)
    load(_say)
    _say("Contoh selesai dimuat.")


def _banner(address: str) -> str:
    width = max(len(name) for name, _ in ACCOUNTS) + len("@demo.test")
    rows = [f"  {name + '@demo.test':<{width}}  {words}" for name, words in ACCOUNTS]
    head = f"Contoh Matang berjalan di {address} (Ctrl-C untuk berhenti).\nKata sandi semua akun: matang-demo\n"
    return head + "\n".join(rows) + f"\nPortal publik: {address}publik/"


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
