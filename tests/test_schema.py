"""The JSON Schema: it is valid itself, and every story is valid against it."""

from __future__ import annotations

import copy
import json
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from jsonschema import Draft202012Validator

from tests.command import STORY
from wireparse import json_schema, model, parse, record
from wireparse.model import BLOCK_KINDS, Story
from wireparse.record import fields_of

ROOT = Path(__file__).parent.parent
TEXTS = sorted((*(ROOT / "fixtures").rglob("*.txt"), *(ROOT / "seeds").glob("*.txt")))
VALIDATOR = Draft202012Validator(json_schema())


def plain(story: Story) -> Any:
    return json.loads(json.dumps(story.to_dict()))


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(json_schema())
    assert json_schema()["$schema"].endswith("2020-12/schema")


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_stories_are_valid(path: Path) -> None:
    VALIDATOR.validate(plain(parse(path.read_text(encoding="utf-8"), name=path.name, date="2017-11-22")))


def test_every_key_of_the_model_is_required_in_order() -> None:
    assert json_schema()["required"] == list(fields_of(Story))
    assert json_schema()["$defs"]["Block"]["properties"]["kind"]["enum"] == list(BLOCK_KINDS)
    for name, part in json_schema()["$defs"].items():
        assert part["description"], name
        assert part["required"] == list(part["properties"]), name


def _example(hint: Any) -> Any:
    """A value of an annotated type, with nothing left out."""
    origin = get_origin(hint)
    if origin is Literal:
        return get_args(hint)[0]
    if origin is tuple:
        return (_example(get_args(hint)[0]),)
    if origin in (Union, UnionType):
        return _example(get_args(hint)[0])
    return (
        hint(**{name: _example(kind) for name, kind in fields_of(hint).items()})
        if hasattr(hint, "_fields")
        else hint(7)
    )


@pytest.mark.parametrize("cls", [value for value in vars(model).values() if hasattr(value, "_fields")])
def test_the_plain_form_has_every_field_in_order(cls: type) -> None:
    form = record.plain(_example(cls))
    assert list(form) == list(fields_of(cls))
    assert json.loads(json.dumps(form)) == form


def test_a_story_with_everything_survives_its_plain_form() -> None:
    story = _example(Story)
    assert Story.from_dict(story.to_dict()) == story
    assert json.dumps(story.to_dict()) == json.dumps(record.plain(story))  # what is written out says the same


def _without_headline(data: dict[str, Any]) -> None:
    del data["headline"]


def _wrong_kind(data: dict[str, Any]) -> None:
    data["blocks"][0]["kind"] = "banner"


def _negative(data: dict[str, Any]) -> None:
    data["blocks"][0]["start"] = -1


def _text_for_number(data: dict[str, Any]) -> None:
    data["source"]["length"] = "12"


def _later_version(data: dict[str, Any]) -> None:
    data["version"] = 2


@pytest.mark.parametrize("spoil", [_without_headline, _wrong_kind, _negative, _text_for_number, _later_version])
def test_what_is_no_story_is_refused(spoil: Any) -> None:
    data = copy.deepcopy(plain(parse(STORY)))
    assert VALIDATOR.is_valid(data)
    spoil(data)
    assert not VALIDATOR.is_valid(data)
