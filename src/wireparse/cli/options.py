"""The options of `convert`, as records, and the reading of a plain command line.

Starting is half of the time that one small story takes, and typer is most of starting.  So the options stand here
without typer: `app` makes its command from them, with help, messages and completion, while a command line that needs
none of these is read by `read` and starts in half the time.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from wireparse.record import Record

__all__ = ["FURNITURE_OPTIONS", "GROUP_OPTIONS", "OPTIONS", "PATHS", "Option", "Request", "read"]


class Request(Record):
    """What a command line asks of `convert`, `group` or `furniture`."""

    paths: tuple[str, ...] = ()
    to: str | None = None
    output: str | None = None
    table: str | None = None
    appendix: bool = False
    fields: str | None = None
    offsets: str = "codepoints"
    overwrite: bool = False
    form: str = "auto"
    text_field: str = "text"
    id_field: str = "id"
    date_field: str = "date"
    site_field: str | None = None
    furniture: tuple[str, ...] = ()
    date: str | None = None
    lang: str | None = None
    encoding: str = "auto"
    fix: bool = False
    split: str | None = None
    glob: tuple[str, ...] = ()
    files_from: str | None = None
    null: bool = False
    max_size: str = "64M"
    jobs: str = "auto"
    rotate: str | None = None
    shard: str | None = None
    resume: bool = False
    errors: str | None = None
    strict: bool = False
    disable: tuple[str, ...] = ()
    certainty: str = "likely"
    quiet: bool = False
    progress: str = "auto"
    color: str = "auto"
    changes: bool = False
    same: str = "0.5"
    within: str | None = None


class Option(Record):
    """How the field of that name is written and explained: `shown` is what help gives as its default, None for the
    default itself."""

    field: str
    flags: tuple[str, ...]
    panel: str
    help: str
    metavar: str | None = None
    shown: str | None = None

    @property
    def default(self) -> Any:
        """The value of the field when the option is not given: False for a switch, () for what may be repeated."""
        return Request._field_defaults[self.field]


_INPUT: Final = "Input"
_OUTPUT: Final = "Output"
_BATCH: Final = "Batches"
_SAID: Final = "What is said"

#: The field of what stands on the command line without a flag.
PATHS: Final = Option(
    "paths", (), _INPUT, "Files, folders and patterns to read; - or nothing reads standard input.", "[PATH]..."
)

OPTIONS: Final[tuple[Option, ...]] = (
    Option(
        "to",
        ("--to", "-t"),
        _OUTPUT,
        "The format to write, such as json, csv, md or html (wireparse formats lists them).",
        "FORMAT",
        "json, or what the suffix of --output says",
    ),
    Option(
        "output",
        ("--output", "-o"),
        _OUTPUT,
        "Where to write: a file for all stories, or a folder that mirrors the tree of the inputs.",
        "FILE|DIR|-",
        "standard output",
    ),
    Option(
        "table",
        ("--table",),
        _OUTPUT,
        "For csv, the table to write: stories, quotes, speakers, blocks or related.",
        "NAME",
        "stories; into a folder: all",
    ),
    Option(
        "fields",
        ("--fields",),
        _OUTPUT,
        "For json, jsonl and csv, only these keys or columns, in this order, such as headline,dateline,paragraphs; "
        "what they don't need is not looked for.",
        "NAMES",
        "",
    ),
    Option("appendix", ("--appendix",), _OUTPUT, "For md, list links and related stories at the end."),
    Option(
        "offsets",
        ("--offsets",),
        _OUTPUT,
        "For json, jsonl, csv and sqlite, what offsets count: code points, UTF-16 units or UTF-8 bytes.",
        "codepoints|utf16|utf8",
    ),
    Option("overwrite", ("--overwrite",), _OUTPUT, "Replace outputs that exist already."),
    Option(
        "form",
        ("--from", "-f"),
        _INPUT,
        "What the inputs are: text, html, anpa, iptc7901; jsonl, csv, parquet, warc (many stories); auto: by content.",
        "FORM",
    ),
    Option("text_field", ("--text-field",), _INPUT, "jsonl, csv, parquet: the key that has the story's text.", "KEY"),
    Option("id_field", ("--id-field",), _INPUT, "jsonl, csv, parquet: the key that has the story's name.", "KEY"),
    Option("date_field", ("--date-field",), _INPUT, "jsonl, csv, parquet: the key that has the story's day.", "KEY"),
    Option(
        "site_field",
        ("--site-field",),
        _INPUT,
        "jsonl, csv, parquet: the key that has the site where the story ran, or an address there.",
        "KEY",
        "",
    ),
    Option(
        "furniture",
        ("--furniture",),
        _INPUT,
        "What sites repeat, as wireparse furniture has learned it; may be given several times, which adds up.",
        "FILE",
        "",
    ),
    Option(
        "date",
        ("--date",),
        _INPUT,
        "The day the stories are from: it dates words such as 'on Tuesday'.",
        "YYYY-MM-DD",
        "",
    ),
    Option("lang", ("--lang",), _INPUT, "The stories' language, such as en, de or pt-BR.", "TAG", "found out"),
    Option(
        "encoding",
        ("--encoding",),
        _INPUT,
        "How the bytes are to be read; auto: the byte order mark, UTF-8, then Windows-1252.",
        "auto|NAME",
    ),
    Option("fix", ("--fix",), _INPUT, "Repair mojibake, such as â€œ for a quotation mark, and say so (extra fix)."),
    Option(
        "split",
        ("--split",),
        _INPUT,
        "Take plain text apart: auto where its stories begin, or a regular expression for what stands between them.",
        "auto|none|PATTERN",
        "none, and told of where there seem to be several",
    ),
    Option(
        "glob",
        ("--glob",),
        _INPUT,
        "In folders, read only files whose name (with a slash: whose path) matches, such as '*.txt'.",
        "PATTERN",
        "",
    ),
    Option(
        "files_from",
        ("--files-from",),
        _INPUT,
        "Read the paths to convert from a file, one a line; - from standard input.",
        "LIST|-",
        "",
    ),
    Option("null", ("--null", "-0"), _INPUT, "The paths of --files-from end in NUL, as find -print0 writes them."),
    Option("max_size", ("--max-size",), _INPUT, "The largest story to accept, in bytes, or as 500k, 64M, 1G.", "SIZE"),
    Option(
        "jobs",
        ("--jobs", "-j"),
        _BATCH,
        "How many processes convert; the result is the same for any number.",
        "N|auto",
    ),
    Option(
        "rotate",
        ("--rotate",),
        _BATCH,
        "Write part files of so many stories into the folder --output: part-00000.parquet and so on.",
        "N",
        "",
    ),
    Option(
        "shard",
        ("--shard",),
        _BATCH,
        "Convert one machine's share of the inputs, such as 3/16; the shares have nothing in common.",
        "I/N",
        "",
    ),
    Option("resume", ("--resume",), _BATCH, "Go on with an unfinished --output: nothing is done twice."),
    Option(
        "errors",
        ("--errors",),
        _BATCH,
        "Write one JSON record (source, code, message) for each input that failed.",
        "FILE",
        "",
    ),
    Option(
        "disable",
        ("--disable",),
        _BATCH,
        "Switch a rule off (wireparse rules lists them); may be given several times.",
        "RULE",
        "",
    ),
    Option(
        "certainty",
        ("--certainty",),
        _OUTPUT,
        "The least certain quotes to put out: of sure ones 97 in 100 are right, of likely ones 85, of guesses 50.",
        "sure|likely|guess",
    ),
    Option("strict", ("--strict",), _SAID, "Tell the stories' warnings, and exit with 1 if there are any."),
    Option("quiet", ("--quiet", "-q"), _SAID, "Say nothing but what went wrong."),
    Option(
        "progress",
        ("--progress",),
        _SAID,
        "A progress bar on standard error; auto: if that is a terminal.",
        "auto|always|never",
    ),
    Option(
        "color",
        ("--color",),
        _SAID,
        "Colour; auto: as the terminal, NO_COLOR and FORCE_COLOR say.",
        "auto|always|never",
    ),
)


_GROUPING: Final = "Versions"


def _shared(*fields: str) -> tuple[Option, ...]:
    """The options of `convert` that another command has too."""
    return tuple(option for option in OPTIONS if option.field in fields)


_READING: Final = _shared(
    "form", "text_field", "id_field", "date_field", "site_field", "date", "lang", "encoding", "fix", "split", "glob",
    "files_from", "null", "max_size", "jobs", "errors", "disable", "quiet", "progress", "color",
)  # fmt: skip

GROUP_OPTIONS: Final[tuple[Option, ...]] = (
    Option(
        "to",
        ("--to", "-t"),
        _OUTPUT,
        "The format to write: jsonl, csv, html, or sqlite into a database of convert's.",
        "FORMAT",
        "jsonl, or what the suffix of --output says",
    ),
    Option("output", ("--output", "-o"), _OUTPUT, "The file to write.", "FILE|-", "standard output"),
    *_shared("overwrite"),
    Option("changes", ("--changes",), _GROUPING, "Tell what each version cut, added and reworded."),
    Option(
        "same",
        ("--same",),
        _GROUPING,
        "The share of the shorter text that two versions have in common, 0 to 1; less is enough if both begin alike.",
        "SHARE",
    ),
    Option(
        "within",
        ("--within",),
        _GROUPING,
        "How many days two versions lie apart at most, where both are dated.",
        "DAYS",
        "any",
    ),
    *_shared("furniture"),
    *_READING,
)

FURNITURE_OPTIONS: Final[tuple[Option, ...]] = (
    Option("output", ("--output", "-o"), _OUTPUT, "The file to write.", "FILE|-", "standard output"),
    *_shared("overwrite"),
    *_READING,
)


def read(arguments: Sequence[str]) -> Request | None:
    """The request of a plain command line: full flags, each value in a word of its own or behind `=`.

    None for everything else: a call for help, a mistake, flags run together.  typer knows what to say or do.
    """
    known = {flag: option for option in OPTIONS for flag in option.flags}
    values: dict[str, Any] = {}
    paths: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            paths += words
        elif word == "-" or not word.startswith("-"):
            paths.append(word)
        else:
            flag, equals, value = word.partition("=") if word.startswith("--") else (word, "", "")
            option = known.get(flag)
            if option is None:
                return None
            if option.default is False:
                if equals:
                    return None
                values[option.field] = True
                continue
            given = value if equals else next(words, None)
            if given is None:
                return None
            repeated = option.default == ()
            values[option.field] = (*values.get(option.field, ()), given) if repeated else given
    return Request(tuple(paths), **values)
