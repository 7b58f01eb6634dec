"""The `matang` command: finds the subcommand, loads only that, and turns its end into an exit code.

JSON goes to stdout, one Indonesian sentence to stderr. Exit 0 done, 1 a fault of ours, 2 wrong input, 3 cannot be
reached.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from importlib import import_module

from matang.cli.inputs import WrongInput

COMMANDS: dict[str, str] = {
    "score": "matang.cli.score:score",
    "plan": "matang.cli.plan:plan",
    "instruments": "matang.cli.instruments:instruments",
    "serve": "matang.cli.server:serve",
    "worker": "matang.cli.server:worker",
    "migrate": "matang.cli.server:migrate",
    "doctor": "matang.cli.doctor:doctor",
    "setup": "matang.cli.setup:setup",
    "demo": "matang.cli.demo:demo",
    "verify": "matang.cli.verify:verify",
    "evidence": "matang.cli.evidence:evidence",
}
USAGE = f"Pemakaian: matang PERINTAH …, dengan PERINTAH salah satu dari {', '.join(COMMANDS)}."


def main(argv: list[str] | None = None) -> int:
    """Run one command. Returns the exit code; raises nothing."""
    argv = sys.argv[1:] if argv is None else argv
    _speak_utf8()
    if argv and argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    try:
        return _command(argv)(argv[1:])
    except WrongInput as refusal:
        return _say(str(refusal), 2)
    except KeyboardInterrupt:
        return _say("Dihentikan.", 130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        if os.environ.get("MATANG_DEBUG"):
            import traceback

            traceback.print_exc()
        kind = type(error).__name__
        return _say(f"Ada kesalahan pada Matang ({kind}); jalankan lagi dengan MATANG_DEBUG=1 untuk rinciannya.", 1)


def _command(argv: list[str]) -> Callable[[list[str]], int]:
    if not argv:
        raise WrongInput(USAGE)
    if argv[0] not in COMMANDS:
        raise WrongInput(f'Perintah "{argv[0]}" tidak dikenal. {USAGE}')
    module, _, function = COMMANDS[argv[0]].partition(":")
    found: Callable[[list[str]], int] = getattr(import_module(module), function)
    return found


def _speak_utf8() -> None:
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(sentence: str, code: int) -> int:
    print(" ".join(sentence.split()), file=sys.stderr)
    return code
