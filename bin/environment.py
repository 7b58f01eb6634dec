"""The folder of installed packages that `bin/matang` and `bin/test` work in: made, checked, renewed.

Runs on the system's Python with nothing installed. Everything it says goes to stderr; every fault is one Indonesian
sentence and exit code 2. A marker written last tells a whole folder from a half-made one; it holds the folder's own
path and interpreter (a folder that was moved, or whose Python is gone, cannot be used) and the hash of the list of
packages. Which Python runs the launcher does not matter: a folder made by one serves all.
"""

import hashlib
import os

ROOT = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
MARKER = "matang-ready"


class Fault(Exception):
    """The folder of packages cannot be made; the text is the sentence to show."""


def python_of(folder: str) -> str:
    """The interpreter of the folder of packages."""
    return os.path.join(folder, "bin", "python")


def marks_of(folder: str, requirements: str) -> list[str]:
    """Two lines: what the folder is bound to, and which packages it holds."""
    with open(requirements, "rb") as file:
        packages = hashlib.sha256(file.read()).hexdigest()
    interpreter = os.path.realpath(python_of(folder))
    bound = f"{interpreter if os.path.exists(interpreter) else '-'} {folder} {ROOT}"
    return [bound, packages]


def written_marks(folder: str) -> list[str]:
    """The two lines in the folder; empty when it is absent or half-made."""
    try:
        with open(os.path.join(folder, MARKER)) as file:
            return file.read().split("\n")[:2]
    except OSError:
        return []


def write_marks(folder: str, marks: list[str]) -> None:
    """Write the marker in one step."""
    draft = os.path.join(folder, MARKER + ".new")
    with open(draft, "w") as file:
        file.write("\n".join(marks))
    os.replace(draft, os.path.join(folder, MARKER))


def ready(folders: list[str], requirements: str) -> str | None:
    """The interpreter of the first folder that is whole and current, else None; costs a millisecond."""
    for folder in folders:
        if written_marks(folder) == marks_of(folder, requirements):
            return python_of(folder)
    return None


def ensure(folders: list[str], requirements: str) -> str:
    """The interpreter of a ready folder; makes or renews the first of `folders` that can be written."""
    python = ready(folders, requirements)
    if python:
        return python
    from installing import make

    return make(folders, requirements)


def data_folder(arguments: list[str]) -> str:
    """The data folder that the arguments or MATANG_DATA name, else `data` beside the code."""
    for index, word in enumerate(arguments):
        if word == "--data" and index + 1 < len(arguments):
            return os.path.abspath(os.path.expanduser(arguments[index + 1]))
        if word.startswith("--data="):
            return os.path.abspath(os.path.expanduser(word[len("--data=") :]))
    return os.path.abspath(os.path.expanduser(os.environ.get("MATANG_DATA") or os.path.join(ROOT, "data")))
