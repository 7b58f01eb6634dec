"""Opening papers with the programs that offices open them with."""

import re
import subprocess
from pathlib import Path


def bare(words: str) -> str:
    """Words without white space, as a page breaks lines where it likes, and without poppler's marks of direction."""
    return re.sub(r"[\s\u202a-\u202e]", "", words)


def pdf_words(data: bytes, folder: Path) -> str:
    """The text of a PDF as poppler reads it, in the order in which it was written."""
    (folder / "paper.pdf").write_bytes(data)
    run = subprocess.run(["pdftotext", "-raw", folder / "paper.pdf", "-"], capture_output=True, text=True, check=True)
    return run.stdout


def by_office(data: bytes, name: str, target: str, folder: Path) -> bytes:
    """A file turned into another kind by LibreOffice without a screen."""
    (folder / name).write_bytes(data)
    command = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", target]
    subprocess.run([*command, "--outdir", folder / "out", folder / name], capture_output=True, check=True, timeout=180)
    return next((folder / "out").glob(f"{Path(name).stem}*")).read_bytes()
