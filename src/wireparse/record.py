"""Records: named tuples that are made quickly.

`typing.NamedTuple` writes a constructor for each class, checks each annotation and compiles: five times the work.
There are a hundred records, and a cold start meets most of them.  A `Record` is the same to whoever uses it, and to a
type checker, but its constructor is a copy: of that of a named tuple with as many fields, under its own names.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import repeat
from types import FunctionType, NoneType, UnionType
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin, get_type_hints

__all__ = ["Record", "fields_of", "plain", "records", "remade"]

R = TypeVar("R", bound=tuple[Any, ...])

if TYPE_CHECKING:
    from typing import NamedTuple as Record
else:
    from collections import namedtuple

    @cache
    def _like(count):
        """A named tuple of so many fields: the pattern of its constructor and of what looks its fields up."""
        return namedtuple("_like", [f"field{number}" for number in range(count)])

    class _Fields(tuple):
        """What is the same for all records."""

        __slots__ = ()

        @classmethod
        def _make(cls, values):
            return cls(*values)

        def _asdict(self):
            return dict(zip(self._fields, self))  # noqa: B905 - one value a field

        def _replace(self, **changes):
            changed = tuple.__new__(type(self), map(changes.pop, self._fields, self))
            if changes:
                raise TypeError(f"{type(self).__name__} has no fields {', '.join(changes)}")
            return changed

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            fields = [f"{field}={value!r}" for field, value in self._asdict().items()]
            return f"{type(self).__name__}({', '.join(fields)})"

    class _Made(type):
        """Makes each class that names `Record` as its base a tuple of the fields that it declares."""

        def __new__(mcs, name, bases, body):
            if not bases:
                return super().__new__(mcs, name, bases, body)
            made = type(name, (_Fields,), body | {"__slots__": ()})
            made._fields = made.__match_args__ = tuple(made.__annotations__)
            made._field_defaults = {field: body[field] for field in made._fields if field in body}
            like = _like(len(made._fields))
            for field, same in zip(made._fields, like._fields, strict=True):
                setattr(made, field, vars(like)[same])
            code = like.__new__.__code__.replace(
                co_varnames=("_cls", *made._fields), co_name="__new__", co_qualname=f"{made.__qualname__}.__new__"
            )
            made.__new__ = FunctionType(code, like.__new__.__globals__, argdefs=tuple(made._field_defaults.values()))
            return made

    class Record(metaclass=_Made):
        """The base of all records: a field is an annotation, its default the value."""


def records(kind: type[R], rows: Iterable[tuple[Any, ...]]) -> tuple[R, ...]:
    """A record of each row of values, all of the fields; its constructor isn't called."""
    return tuple(map(tuple.__new__, repeat(kind), rows))


@cache
def fields_of(cls: type) -> dict[str, Any]:
    """The fields of a record with their types, in order."""
    return get_type_hints(cls)


def plain(value: Any) -> Any:
    """The plain form of a value: records become dicts, other tuples lists.  `remade` is the way back."""
    if not isinstance(value, tuple):
        return value
    values = list(map(plain, value))
    return dict(zip(value._fields, values, strict=True)) if hasattr(value, "_fields") else values


def remade(kind: Any, value: Any) -> Any:
    """A value of the annotated type from its plain form, in which records are dicts and tuples lists."""
    if value is None or kind is NoneType:
        return None
    origin = get_origin(kind)
    if origin is tuple:
        return tuple(remade(get_args(kind)[0], item) for item in value)
    if origin is UnionType:
        return remade(get_args(kind)[0], value)
    if hasattr(kind, "_fields"):
        return kind(**{name: remade(hint, value[name]) for name, hint in fields_of(kind).items()})
    return value
