"""The first minutes of an empty installation."""
