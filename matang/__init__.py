"""Matang: the digital-government index of Indonesian agencies, from evidence to result."""

__version__ = "0.1.0"
