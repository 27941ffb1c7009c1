"""The JSON Schema of a story, made from the model's own annotations and docstrings."""

from __future__ import annotations

import re
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from wireparse import model
from wireparse.model import VERSION, Story
from wireparse.record import fields_of

__all__ = ["json_schema"]

DRAFT: Final = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE: Final = {str: "string", int: "integer", float: "number", bool: "boolean", NoneType: "null"}

# What the annotations cannot say, by field name.
_BOUNDS: Final[dict[str, dict[str, Any]]] = {
    "start": {"minimum": 0},
    "end": {"minimum": 0},
    "length": {"minimum": 0},
    "block": {"minimum": 0},
    "paragraph": {"minimum": 0},
    "sha256": {"pattern": "^[0-9a-f]{64}$"},
    "latitude": {"minimum": -90, "maximum": 90},
    "longitude": {"minimum": -180, "maximum": 180},
    "version": {"const": VERSION},
}


@cache
def json_schema() -> dict[str, Any]:
    """The schema (draft 2020-12) of the JSON form of a `Story`: every key is required, null where there is nothing.

    Further keys are allowed: additions do not raise the version.
    """
    return {
        "$schema": DRAFT,
        "$id": f"urn:wireparse:schema:story:{VERSION}",
        "title": "Story",
        **_object(Story),
        "$defs": {cls.__name__: _object(cls) for cls in _classes() if cls is not Story},
    }


def _classes() -> list[type]:
    """The classes of the model, in the order in which they stand there."""
    return [value for value in vars(model).values() if isinstance(value, type) and hasattr(value, "_fields")]


def _object(cls: type) -> dict[str, Any]:
    fields = fields_of(cls)
    return {
        "type": "object",
        "description": re.sub(r"\s+", " ", (cls.__doc__ or "").strip()),
        "properties": {name: _type(hint) | _BOUNDS.get(name, {}) for name, hint in fields.items()},
        "required": list(fields),
    }


def _type(hint: Any) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin is Literal:
        return {"enum": list(get_args(hint))}
    if origin is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0])}
    if origin in (UnionType, Union):  # a Literal or None is the one, a class or None the other
        return _union([_type(each) for each in get_args(hint)])
    if hint in _SIMPLE:
        return {"type": _SIMPLE[hint]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _union(types: list[dict[str, Any]]) -> dict[str, Any]:
    if all(each.keys() == {"type"} for each in types):
        return {"type": [each["type"] for each in types]}
    if any("enum" in each for each in types):
        return {"enum": [value for each in types for value in each.get("enum", [None])]}
    return {"anyOf": types}
