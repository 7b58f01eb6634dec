"""The embedded PostgreSQL of a data folder: made, started, adopted, stopped by us; only its binaries are borrowed."""
