"""Makes or renews a folder of packages: with uv when it is there, else pip; always with hashes."""

import fcntl
import importlib.util
import os
import re
import shutil
import subprocess
import sys

from environment import ROOT, Fault, marks_of, python_of, ready, write_marks, written_marks

APT_PACKAGE = "python{}.{}-venv".format(*sys.version_info[:2])


class HopelessFault(Fault):
    """No other way of installing would do better."""


def say(text: str) -> None:
    """One line of progress."""
    sys.stderr.write(text + "\n")
    sys.stderr.flush()


def make(folders: list[str], requirements: str) -> str:
    """Make or renew the first folder that can be written; gives its interpreter. Raises Fault."""
    folder = writable(folders)
    # The folder above is what gets locked, so no lock file stays behind.
    lock = os.open(os.path.dirname(folder), os.O_RDONLY | os.O_CLOEXEC)
    try:
        # A second start waits here until the first one is done, and finds everything made.
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not ready([folder], requirements):
            build(folder, requirements)
        return python_of(folder)
    except OSError as fault:
        raise Fault(f"Lingkungan Python di {folder} tidak dapat dibuat: {fault.strerror}.") from fault
    finally:
        os.close(lock)


def writable(folders: list[str]) -> str:
    """The first of `folders` whose parent can be written; makes the parent."""
    reason = ""
    for folder in folders:
        parent = os.path.dirname(folder)
        try:
            os.makedirs(parent, mode=0o700, exist_ok=True)
        except OSError as fault:
            reason = f" ({fault.strerror})"
            continue
        if os.access(parent, os.W_OK | os.X_OK):
            return folder
    raise Fault(
        "Tidak ada hak tulis di {}{}; beri hak tulis atau setel MATANG_DATA ke folder lain.".format(
            " maupun ".join(os.path.dirname(folder) for folder in folders), reason
        )
    )


def build(folder: str, requirements: str) -> None:
    """Fill the folder; a folder bound to the same place and Python is renewed, any other is made from nothing."""
    bound = marks_of(folder, requirements)[0]
    again = written_marks(folder)[:1] == [bound]
    if again:
        write_marks(folder, [bound, "-"])
    ways = [way for possible, way in WAYS if possible()]
    if not ways:
        raise Fault(f"Python ini tidak dilengkapi modul venv dan pip; pasang dengan: apt install {APT_PACKAGE}")
    say(f"Menyiapkan lingkungan Python di {folder} (sekali saja) …")
    for number, way in enumerate(ways, 1):
        try:
            if not again:
                shutil.rmtree(folder, ignore_errors=True)
            way(folder, requirements, again)
            break
        except Fault as fault:
            if number == len(ways) or isinstance(fault, HopelessFault):
                raise
            say(f"{fault} Mencoba cara lain …")
    if not again:
        with open(os.path.join(site_of(folder), "matang-code.pth"), "w") as file:
            file.write(ROOT + "\n")
    write_marks(folder, marks_of(folder, requirements))
    say("Lingkungan Python siap.")


def site_of(folder: str) -> str:
    """The folder that packages are installed in."""
    return os.path.join(folder, "lib", "python{}.{}".format(*sys.version_info[:2]), "site-packages")


def with_uv(folder: str, requirements: str, again: bool) -> None:
    """uv makes the folder and fills it within seconds."""
    if not again:
        run(["uv", "venv", "--quiet", "--python", sys.executable, folder])
    run(["uv", "pip", "install", "--python", python_of(folder), "--require-hashes", "-r", requirements])


def with_host_pip(folder: str, requirements: str, again: bool) -> None:
    """The pip of the Python that runs us fills a folder without pip: three seconds less, and no ensurepip needed."""
    if not again:
        run([sys.executable, "-m", "venv", "--without-pip", folder])
    install([sys.executable, "-m", "pip", "--python", python_of(folder)], requirements)


def with_own_pip(folder: str, requirements: str, again: bool) -> None:
    """The standard way: a folder with its own pip."""
    if not os.path.exists(os.path.join(folder, "bin", "pip")):
        run([sys.executable, "-m", "venv", folder])
    install([python_of(folder), "-m", "pip"], requirements)


def host_pip_works() -> bool:
    """Whether the running Python has venv and a pip that can fill another folder (22.3 or newer)."""
    if not importlib.util.find_spec("pip") or not importlib.util.find_spec("venv"):
        return False
    told = subprocess.run(
        [sys.executable, "-m", "pip", "--version"], check=False, capture_output=True, text=True
    ).stdout
    number = re.match(r"pip (\d+)\.(\d+)", told)
    return number is not None and (int(number[1]), int(number[2])) >= (22, 3)


def own_pip_works() -> bool:
    """Whether the running Python can make a folder with a pip of its own."""
    return bool(importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip"))


def uv_is_there() -> bool:
    """Whether uv can be called."""
    return shutil.which("uv") is not None


WAYS = (
    (uv_is_there, with_uv),
    (host_pip_works, with_host_pip),
    (own_pip_works, with_own_pip),
)


def install(pip: list[str], requirements: str) -> None:
    """pip with hashes; byte code is left to the first use, which needs a tenth of it."""
    options = ["--no-compile", "--require-hashes", "--disable-pip-version-check", "--no-input", "--progress-bar", "off"]
    run([*pip, "install", "-r", requirements, *options])


def run(command: list[str]) -> None:
    """Run a command, turn what it prints into progress; raises Fault with its reason."""
    environment = dict(os.environ, PYTHONUNBUFFERED="1", LC_ALL="C.UTF-8")
    process = subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=environment,
        universal_newlines=True,
    )
    printed: list[str] = []
    done, megabytes = 0, 0.0
    for line in process.stdout or ():
        printed = ([*printed, line.strip()])[-200:]
        size = re.search(r"\(([\d.]+) ([kM])B\)", line)
        if line.lstrip().startswith(("Downloading ", "Processing ", "Using cached ")):
            done += 1
            megabytes += float(size.group(1)) / (1000 if size.group(2) == "k" else 1) if size else 0
            progress(f"  mengambil paket {done} ({megabytes:.1f} MB)".replace(".", ","))
        elif line.startswith("Installing collected"):
            progress(f"  memasang {done} paket …")
    if done and sys.stderr.isatty():
        say("")
    if process.wait() != 0:
        raise reason(printed)


def progress(text: str) -> None:
    """Progress in one line on a terminal; in a log every tenth package only."""
    if sys.stderr.isatty():
        sys.stderr.write("\r" + text + "\033[K")
        sys.stderr.flush()
    elif text.endswith("…") or re.search(r"paket \d*0 ", text):
        say(text)


def reason(printed: list[str]) -> Fault:
    """Why the command failed, in one sentence."""
    text = "\n".join(printed)
    if "No space left on device" in text or "os error 28" in text:
        return HopelessFault("Ruang penyimpanan penuh saat memasang paket; diperlukan sekitar 400 MB.")
    if "do not match the hashes" in text.lower() or "hash mismatch" in text.lower():
        return HopelessFault(
            "Paket yang terunduh tidak sama dengan yang tercatat (hash berbeda); pemasangan dihentikan."
        )
    if "Permission denied" in text:
        return HopelessFault("Tidak ada hak tulis saat memasang paket.")
    if "ensurepip is not available" in text:
        return Fault(f"Modul venv tidak lengkap; pasang dengan: apt install {APT_PACKAGE}")
    last = next((line for line in reversed(printed) if line), "tanpa pesan")
    told = next((line for line in printed if line.lower().startswith("error")), last)
    return Fault(f"Paket tidak dapat dipasang (periksa sambungan internet): {told}")
