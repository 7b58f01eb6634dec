"""The quiet core: pure rules on plain dataclasses. No Django, no files, no clock, no chance."""
