"""Searching the library: in names, facts and pages."""
