"""The options that say what is read and how, for every command that reads many stories."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wireparse.batch.inputs import Sources
    from wireparse.batch.tally import Tally
    from wireparse.batch.worker import Failure, Options
    from wireparse.cli.options import Request
    from wireparse.knowledge.site_lines import SiteLines
    from wireparse.readers import Settings

__all__ = ["FIELDED", "again", "fields_given", "furniture_of", "made", "options_of", "sources_of"]

#: The forms whose records have fields, in words.
FIELDED: Final = "records (jsonl, csv, parquet)"


def options_of(request: Request) -> Options:
    """How the inputs of a request are read and parsed.  Raises `UsageError`."""
    from wireparse.arguments import checked_date, checked_language
    from wireparse.batch.worker import Options
    from wireparse.cli import values
    from wireparse.errors import UsageError
    from wireparse.readers import CONTAINERS, FORMS, WITH_FIELDS, Settings
    from wireparse.readers.decoding import checked_encoding
    from wireparse.readers.input_form import checked_split

    values.input_form(request.form, fix=request.fix)
    if (given := fields_given(request)) and request.form in FORMS and request.form not in (*WITH_FIELDS, *CONTAINERS):
        raise UsageError(f"{given[0]} is for {FIELDED}, not for {request.form}; leave it out, or leave out --from")
    reading = Settings(
        encoding=checked_encoding(request.encoding),
        max_size=values.size(request.max_size),
        text_field=request.text_field,
        id_field=request.id_field,
        date_field=request.date_field,
        fix=request.fix,
        site_field=request.site_field,
        split=checked_split(request.split),
    )
    return Options(
        date=checked_date(request.date),
        language=checked_language(request.lang),
        disabled=_disabled(request.disable),
        reading=reading,
        furniture=tuple((path, _digest(path)) for path in request.furniture),
    )


def fields_given(request: Request) -> list[str]:
    """The options given that name fields of records."""
    from wireparse.cli.options import OPTIONS

    fields = ("text_field", "id_field", "date_field", "site_field")
    return [
        option.flags[0]
        for option in OPTIONS
        if option.field in fields and getattr(request, option.field) != option.default
    ]


def furniture_of(path: str) -> SiteLines:
    """What sites repeat, as a file says.  Raises `UsageError`."""
    from wireparse.errors import InputError, UsageError
    from wireparse.readers.furniture import read_furniture

    try:
        return read_furniture(path)
    except InputError as error:
        raise UsageError(f"the furniture {error.source!r} cannot be used: {error.message}") from None


def _digest(path: str) -> str:
    """The digest of a file of furniture, which tells a later run whether it is the same.  Raises `UsageError`."""
    from hashlib import sha256

    from wireparse.readers.decoding import open_file

    furniture_of(path)
    with open_file(path) as stream:
        return sha256(stream.read()).hexdigest()


def sources_of(request: Request, reading: Settings) -> Sources:
    """The inputs of a request.  Raises `UsageError`."""
    from wireparse.batch.inputs import DASH, Sources, listed
    from wireparse.cli.values import share
    from wireparse.errors import InputError, UsageError

    paths = list(request.paths)
    if request.null and request.files_from is None:
        raise UsageError("-0 says how the paths of --files-from end; give --files-from too")
    if request.files_from is not None:
        if request.files_from == DASH and DASH in paths:
            raise UsageError("standard input cannot be both the list of files and a story")
        try:
            paths += listed(request.files_from, null=request.null)
        except InputError as error:
            raise UsageError(f"the list {error.source!r} {error.message}") from None
    elif not paths:
        if sys.stdin is None or sys.stdin.isatty():
            raise UsageError("no input; give files or folders, or pipe a story in (wireparse convert --help)")
        paths = [DASH]
    if paths.count(DASH) > 1:
        raise UsageError("standard input (-) can be read only once")
    return Sources(paths, form=request.form, globs=request.glob, reading=reading, shard=share(request.shard))


def _disabled(rules: Sequence[str]) -> tuple[str, ...]:
    if not rules:
        return ()
    from wireparse.rule_catalogue import checked_ids

    return checked_ids(rules)


def made(
    sources: Sources, options: Options, jobs: int, tally: Tally, failed: Callable[[Failure], object]
) -> Iterator[bytes]:
    """What the workers make of every input, in order; `tally` counts, and `failed` is called for what gives nothing."""
    from wireparse.batch.pool import converted

    for _, outcome in converted(sources.inputs(), options, jobs):
        tally.add(outcome)
        if outcome.failure is not None:
            failed(outcome.failure)
        yield from outcome.bodies


@contextmanager
def again(sources: Sources) -> Iterator[Callable[[], bool]]:
    """Let inputs be read more than once: what stands on standard input is kept in a file meanwhile.

    The function given takes everything back to its beginning, and says whether that could be done: not where a path is
    a pipe or a device.
    """
    import os
    import shutil
    from io import TextIOWrapper
    from tempfile import TemporaryFile

    from wireparse.batch.inputs import DASH

    kept: IO[bytes] | None = None
    before = sys.stdin

    def rewound() -> bool:
        nonlocal kept
        if any(os.path.exists(path) and not (os.path.isfile(path) or os.path.isdir(path)) for path in sources.paths):
            return False
        if DASH in sources.paths:
            if kept is None:
                kept = TemporaryFile(prefix="wireparse-")  # noqa: SIM115 - closed below
                shutil.copyfileobj(before.buffer, kept)
            copy = os.fdopen(os.dup(kept.fileno()), "rb")
            copy.seek(0)
            sys.stdin = TextIOWrapper(copy)
        return True

    try:
        yield rewound
    finally:
        sys.stdin = before
        if kept is not None:
            kept.close()
