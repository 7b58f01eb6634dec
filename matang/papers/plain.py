"""Words as a paper can hold them: what people typed, without the characters that no document format accepts."""

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
T = TypeVar("T")


def clean(words: str) -> str:
    """Control characters (XML 1.0, section 2.2) are dropped; line breaks become one kind."""
    return REFUSED.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def cleaned(paper: T) -> T:
    """The same paper, every string in it and in its rows clean."""
    return _walk(paper)  # type: ignore[no-any-return]


def _walk(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, tuple):
        return tuple(_walk(item) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _walk(getattr(value, field.name)) for field in fields(value)})
    return value
