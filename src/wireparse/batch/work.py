"""The work on one input: read, parse, render.  It needs nothing but its options, so any process can do it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from wireparse.errors import InputError
from wireparse.export import format_named
from wireparse.model import Notice
from wireparse.parser import Parser
from wireparse.reader import MAX_SIZE, PLAIN, decode, empty, read_file, read_record

if TYPE_CHECKING:
    from wireparse.readers import Reading

__all__ = ["Failure", "Input", "Options", "Outcome", "Worker", "failed"]

InputKind: TypeAlias = Literal["file", "text", "record"]


class Options(NamedTuple):
    """What decides the bytes that an input turns into.  `tables` names the streams that each story is written to:
    one None for formats that have no tables."""

    format: str = "json"
    tables: tuple[str | None, ...] = (None,)
    alone: bool = False
    text_field: str = "text"
    id_field: str = "id"
    date_field: str = "date"
    date: str | None = None
    language: str | None = None
    encoding: str = "auto"
    max_size: int = MAX_SIZE
    disabled: tuple[str, ...] = ()
    form: str = "auto"
    offsets: str = "codepoints"


class Input(NamedTuple):
    """One story to be: a `file` to read, the bytes of a `text` or the line of a `record`.

    `place` is where its file stands in the tree that outputs mirror; `size` (bytes) and `stamp` tell whether it is
    still the same.
    """

    kind: InputKind
    name: str
    data: bytes = b""
    place: str = ""
    size: int = 0
    stamp: str = ""


class Failure(NamedTuple):
    """Why an input gave no story: the record that `--errors` shows."""

    source: str
    code: str
    message: str


class Outcome(NamedTuple):
    """What became of an input: the bytes for each table and the messages of the story's warnings, or the failure.
    `name` is the story's own: the record's id where it has one."""

    name: str
    bodies: tuple[bytes, ...]
    warnings: tuple[str, ...]
    failure: Failure | None


def failed(error: InputError) -> Outcome:
    """The outcome of an input that an error kept from becoming a story."""
    return Outcome(error.source, (), (), Failure(error.source, error.code, error.message))


def _reader(form: str) -> "Callable[[bytes, str, str], Reading] | None":
    """What reads the bytes of a form of input that is not plain text."""
    if form in PLAIN:
        return None
    from wireparse.readers import form_named

    return form_named(form).read


class Worker:
    """Turns inputs into outcomes.  Nothing that an input contains makes `convert` raise."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self._form = format_named(options.format)
        self._read = _reader(options.form)
        self._parser = Parser(disable=options.disabled)

    def convert(self, item: Input) -> Outcome:
        """The outcome of one input."""
        try:
            return self._converted(item)
        except InputError as error:
            return failed(error)
        except MemoryError:
            message = "there is not enough memory for it; set a smaller --max-size"
            return failed(InputError("E_MEMORY", item.name, message))
        except Exception as error:
            # A fault of ours must not end a night's run: it is told like any other failure.
            message = f"{type(error).__name__}: {error}; this is a fault in wireparse, please report it"
            return failed(InputError("E_INTERNAL", item.name, message))

    def _converted(self, item: Input) -> Outcome:
        options = self.options
        name, date, notices = item.name, options.date, tuple[Notice, ...]()
        encoding: str | None = None
        if item.kind == "record":
            identity, text, day, notices = read_record(
                item.data,
                item.name,
                text_field=options.text_field,
                id_field=options.id_field,
                date_field=options.date_field,
                encoding=options.encoding,
            )
            name, date = identity if identity is not None else name, day or date
        else:
            data = item.data if item.kind == "text" else read_file(item.name, options.max_size)
            if self._read is None:
                text, encoding, notices = decode(data, item.name, options.encoding)
            else:
                text, encoding, day, notices = self._read(data, item.name, options.encoding)
                date = day or date
        if not text.strip():
            raise empty(item.name)
        story = self._parser.parse(
            text, name=name, date=date, language=options.language, encoding=encoding, warnings=notices
        )
        if options.offsets != "codepoints":
            from wireparse.export.units import in_units

            story = in_units(story, options.offsets)
        bodies = tuple(self._form.body(story, table) for table in options.tables)
        if options.alone:
            bodies = tuple(self._form.alone(body) for body in bodies)
        return Outcome(name, bodies, tuple(f"{notice.message} [{notice.code}]" for notice in story.warnings), None)
