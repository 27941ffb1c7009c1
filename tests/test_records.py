"""A `Record` is a named tuple to whoever uses it, whatever its fields."""

from __future__ import annotations

import copy
import inspect
import pickle
import types
from typing import Any, NamedTuple, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wireparse.model import Piece, Story
from wireparse.record import Record, records

NAMES = st.lists(st.sampled_from(["a", "b", "count", "index", "x1", "größe"]), min_size=1, unique=True)
VALUES = st.lists(st.integers(0, 3), max_size=7)


def made(base: Any, names: list[str], defaults: int) -> Any:
    """A class below `base` with fields of these names, the last of which have defaults."""
    body = {name: number for number, name in enumerate(names) if number >= len(names) - defaults}
    about = {"__annotations__": dict.fromkeys(names, int), "__module__": __name__}
    return types.new_class("Made", (base,), {}, lambda namespace: namespace.update(about, **body))


def tried(function: Any, *values: Any, **named: Any) -> Any:
    try:
        return function(*values, **named)
    except (TypeError, ValueError):
        return "refused"


@given(NAMES, st.integers(0, 6), VALUES, st.dictionaries(st.sampled_from(["a", "b", "x1", "z"]), st.integers(0, 3)))
def test_a_record_behaves_as_a_named_tuple(
    names: list[str], defaults: int, values: list[int], named: dict[str, int]
) -> None:
    ours, theirs = made(Record, names, defaults), made(NamedTuple, names, defaults)
    assert ours._fields == theirs._fields == ours.__match_args__
    assert ours._field_defaults == theirs._field_defaults
    assert str(inspect.signature(ours)) == str(inspect.signature(theirs)).replace(": int", "").replace(" = ", "=")
    one, other = tried(ours, *values, **named), tried(theirs, *values, **named)
    assert one == other
    if one == "refused":
        return
    assert repr(one) == repr(other)
    assert one._asdict() == other._asdict()
    assert [getattr(one, name) for name in names] == list(other)
    assert tried(one._replace, **named) == tried(other._replace, **named)
    assert ours._make(one) == theirs._make(other)
    assert copy.copy(one) == one
    assert not hasattr(one, "__dict__")


def test_a_record_of_a_module_is_what_it_says() -> None:
    piece = Piece("word", 3, 7)
    text, *span = piece
    assert (text, span) == ("word", [3, 7])
    assert type(pickle.loads(pickle.dumps(piece))) is Piece
    assert pickle.loads(pickle.dumps(piece)) == piece == ("word", 3, 7)
    assert get_type_hints(Story)["version"] is int
    assert Story.__doc__
    with pytest.raises(AttributeError):
        piece.text = "other"  # type: ignore[misc]
    with pytest.raises(TypeError, match=r"Piece\.__new__\(\) missing 2"):
        Piece("word")  # type: ignore[call-arg]


@given(st.lists(st.tuples(st.text(), st.integers(), st.integers())))
def test_records_made_of_rows_are_those_that_a_constructor_makes(rows: list[tuple[str, int, int]]) -> None:
    assert records(Piece, rows) == tuple(Piece(*row) for row in rows)
    assert all(type(made) is Piece for made in records(Piece, rows))
