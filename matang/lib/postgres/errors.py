"""What can go wrong with the embedded PostgreSQL; each text is one Indonesian sentence for the operator."""


class PostgresError(Exception):
    """The embedded PostgreSQL cannot be used; the text says why and what to do."""


class FolderBusy(PostgresError):
    """Another process of Matang runs on the same data folder."""


def explain(doing: str, output: str) -> PostgresError:
    """A sentence from what a program of PostgreSQL printed; `doing` names what was tried."""
    if "No space left on device" in output:
        return PostgresError(f"{doing} gagal: ruang penyimpanan penuh. Kosongkan sebagian, lalu jalankan lagi.")
    lines = [line for line in output.strip().splitlines() if line.strip()]
    told = next((line for line in lines if "FATAL" in line or "error:" in line), lines[-1] if lines else "tanpa pesan")
    return PostgresError(f"{doing} gagal: {told.strip()}")
