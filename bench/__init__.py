"""Measures Matang as it is used: a real server, a durable database, real pages; see `docs/figures.md`."""
