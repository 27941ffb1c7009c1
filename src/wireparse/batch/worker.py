"""The work on one input: read, parse, render.  It needs nothing but its options, so any process can do it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal, TypeAlias

from wireparse.batch.products import COMPARED, imprint_of, lines_of, placed
from wireparse.errors import InputError
from wireparse.exporters import format_chosen
from wireparse.parser import Parser
from wireparse.readers import Form, Reading, Settings
from wireparse.readers.decoding import read_file
from wireparse.readers.furniture import read_furniture
from wireparse.readers.stories import found_form, read_story, story_of
from wireparse.record import Record

if TYPE_CHECKING:
    from wireparse.model import Certainty, Story

__all__ = ["Failure", "Input", "Options", "Outcome", "Worker", "contained", "failed"]

Product: TypeAlias = Literal["stories", "imprints", "lines"]
InputKind: TypeAlias = Literal["file", "text", "record"]


class Options(Record):
    """What decides the bytes that an input turns into.  `tables` names the streams that each story is written to:
    one None for formats that have no tables; `fields` those fields of the one table that are wanted, none for all;
    `strict` that all warnings are wanted, whatever is written; `reading` says how inputs are read; `furniture` are the
    files of what sites repeat, each with its digest.  Instead of stories the `product` may be what is compared of them,
    `imprints`, or the texts' `lines` without a parse."""

    format: str = "json"
    tables: tuple[str | None, ...] = (None,)
    alone: bool = False
    date: str | None = None
    language: str | None = None
    disabled: tuple[str, ...] = ()
    certainty: Certainty = "likely"
    offsets: str = "codepoints"
    fields: tuple[str, ...] = ()
    strict: bool = False
    reading: Settings = Settings()
    furniture: tuple[tuple[str, str], ...] = ()
    product: Product = "stories"


class Input(Record):
    """One story to be: a `file` to read, the bytes of a `text` or of a `record`, in one of the forms of input.

    `place` is where its file stands in the tree that outputs mirror; `size` (bytes) and `stamp` tell whether it is
    still the same.
    """

    kind: InputKind
    name: str
    data: bytes = b""
    place: str = ""
    size: int = 0
    stamp: str = ""
    form: str = "text"


class Failure(Record):
    """Why an input gave no story: the record that `--errors` shows."""

    source: str
    code: str
    message: str


class Outcome(Record):
    """What became of an input: the bytes for each table and the messages of the story's warnings, or the failure.
    `name` is the story's own: the record's id where it has one."""

    name: str
    bodies: tuple[bytes, ...]
    warnings: tuple[str, ...]
    failure: Failure | None


def failed(error: InputError) -> Outcome:
    """The outcome of an input that an error kept from becoming a story."""
    return Outcome(error.source, (), (), Failure(error.source, error.code, error.message))


class Worker:
    """Turns inputs into stories, and those into outcomes.  Nothing that an input contains makes `convert` raise."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._format = format_chosen(options.format, options.tables[0], options.fields)
        self._forms: dict[str, Form] = {}
        self._furniture = read_furniture(*[path for path, _ in options.furniture]) if options.furniture else None
        self._parser = Parser(
            disable=options.disabled,
            parts=self._parts(),
            furniture=self._furniture,
            certainty=options.certainty,
        )

    def _parts(self) -> frozenset[str] | None:
        """The keys of a story that the tables are made of, with the warnings if they decide something; None for all."""
        if self.options.product == "imprints":
            return COMPARED
        read = [self._format.reads.get(table) for table in self.options.tables]
        if self.options.offsets != "codepoints" or None in read:
            return None
        return frozenset({"warnings"} if self.options.strict else ()).union(*filter(None, read))

    def convert(self, item: Input) -> Outcome:
        """The outcome of one input."""
        try:
            with contained(item.name):
                return self._converted(item)
        except InputError as error:
            return failed(error)

    def story(self, item: Input) -> Story:
        """The story of one input.  Raises `InputError`, and nothing else."""
        with contained(item.name):
            return self._story(item)

    def _story(self, item: Input) -> Story:
        return self._parsed(item, self._reading(item))

    def _reading(self, item: Input) -> Reading:
        form = self._forms.get(item.form)
        if form is None:
            form = self._forms[item.form] = found_form(item.form, item.name)
        settings = self.options.reading
        data = read_file(item.name, settings.max_size) if item.kind == "file" else item.data
        return read_story(form, data, item.name, settings)

    def _parsed(self, item: Input, reading: Reading) -> Story:
        if self._furniture is not None:
            reading = placed(reading, item.name if item.kind == "file" else None, self._furniture)
        return story_of(self._parser, reading, item.name, self.options.date, self.options.language)

    def _converted(self, item: Input) -> Outcome:
        options, reading = self.options, self._reading(item)
        if options.product == "lines":
            return Outcome(item.name, (lines_of(reading, item.name if item.kind == "file" else None),), (), None)
        story = self._parsed(item, reading)
        if options.product == "imprints":
            return Outcome(story.source.name or item.name, (imprint_of(story, reading),), _warnings(story), None)
        if options.offsets != "codepoints":
            from wireparse.exporters.units import in_units

            story = in_units(story, options.offsets)
        bodies = tuple(self._format.body(story, table) for table in options.tables)
        if options.alone:
            bodies = tuple(self._format.alone(body) for body in bodies)
        name = story.source.name or item.name
        return Outcome(name, bodies, _warnings(story), None)


def _warnings(story: Story) -> tuple[str, ...]:
    return tuple(f"{notice.message} [{notice.code}]" for notice in story.warnings)


@contextmanager
def contained(source: str) -> Iterator[None]:
    """Let nothing out of the work on one input but `InputError`."""
    try:
        yield
    except InputError:
        raise
    except (MemoryError, SystemError):  # the second is what Python makes of the first in some of its corners
        message = "there is not enough memory for it; split it, or set a smaller --max-size"
        raise InputError("E_MEMORY", source, message) from None
    except Exception as error:
        # A fault of ours must not end a night's run: it is told like any other failure.
        message = f"{type(error).__name__}: {error}; this is a fault in wireparse, please report it"
        raise InputError("E_INTERNAL", source, message) from error
