"""Where the results go, and what is refused before the first byte is written."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import IO, Literal, TypeAlias

from wireparse.batch.inputs import DASH, Found, Sources
from wireparse.batch.journal import journal_of
from wireparse.batch.output_names import MANIFEST, base, grouped, output_name, parts_in
from wireparse.batch.stream_sink import is_stream_file, part_of, unfinished
from wireparse.batch.tally import holds_errors
from wireparse.errors import UsageError
from wireparse.exporters import FORMATS, SUFFIXES, Format, format_chosen, format_named, table_named
from wireparse.readers.remote import refuse_remote
from wireparse.record import Record

__all__ = ["Destination", "check", "choose"]

Kind: TypeAlias = Literal["stdout", "file", "folder"]


class Destination(Record):
    """Where the stories go: for `stdout` and `file` one stream a table; a `folder` has a file a table (`paths`),
    part files of `rotate` stories, or mirrors the tree of the inputs if there is neither."""

    kind: Kind
    form: Format
    tables: tuple[str | None, ...]
    path: str
    paths: tuple[str | None, ...]
    rotate: int = 0

    @property
    def mirrors(self) -> bool:
        """Whether it is a folder that mirrors the tree of the inputs."""
        return self.kind == "folder" and not self.paths and not self.rotate


def choose(
    output: str | None,
    to: str | None,
    table: str | None,
    *,
    appendix: bool = False,
    fields: Sequence[str] = (),
    rotate: int = 0,
) -> Destination:
    """The destination for what `--output`, `--to`, `--table`, `--appendix`, `--fields` and `--rotate` say.  Raises
    `UsageError`.

    A path that is a folder, ends in a slash or has no suffix is a folder.  Without `--to` the suffix of a file tells
    the format.
    """
    refuse_remote(output)
    folder = output not in (None, DASH) and _is_folder(str(output))
    if to is None:
        suffix = "" if output is None or folder else os.path.splitext(output)[1].lower()
        to = SUFFIXES.get(suffix) if suffix else next(iter(FORMATS))
        if to is None:
            raise UsageError(
                f"no format goes by the suffix {suffix!r}; tell it with --to (wireparse formats lists them)"
            )
    form = format_named(to)
    chosen = table_named(form, table)
    if appendix:
        if form.appendix is None:
            raise UsageError(f"the format {form.id!r} has no appendix; leave out --appendix, or write md")
        chosen = form.appendix
    form = format_chosen(to, chosen, fields)
    if rotate and not folder:
        raise UsageError("--rotate writes part files into a folder; give one with --output, such as stories/")
    if form.store is not None and not rotate and (folder or output in (None, DASH)):
        raise UsageError(f"the format {form.id!r} needs a file; give one with --output, such as stories{form.suffix}")
    if output is None or output == DASH:
        return Destination("stdout", form, (chosen,), "standard output", (None,))
    if not folder:
        return Destination("file", form, (chosen,), output, (output,))
    if fields and form.tables and not table:
        raise UsageError("--fields are those of one table; name it with --table")
    tables = (chosen,) if table or not form.tables else form.tables
    if rotate:
        return Destination("folder", form, tables, str(output), (), rotate)
    paths = tuple(os.path.join(output, f"{name}{form.suffix}") for name in tables if name in form.tables)
    return Destination("folder", form, tables, output, paths)


def _is_folder(output: str) -> bool:
    if os.path.lexists(output):
        return os.path.isdir(output)
    return output.endswith((os.sep, "/")) or not os.path.splitext(output)[1]


def check(to: Destination, sources: Sources, *, overwrite: bool, resume: bool, errors: str | None) -> bool:
    """Refuse what would destroy something, with a `UsageError`; False if `resume` finds that all is done."""
    if errors is not None:
        refuse_remote(errors)
        _refuse_inside(errors, sources)
        _refuse_inputs(errors, sources)
        _check_errors(errors, to)
    if to.kind == "stdout":
        if resume:
            raise UsageError("--resume needs an --output that can be gone on with, not standard output")
        sources.output = _standard(sys.stdout)
        for path in sources.paths:
            if sources.output and _identity(path) == sources.output:
                raise UsageError(f"{path!r} is an input, and standard output goes to it; choose another file to write")
        return True
    if to.kind == "folder" and os.path.lexists(to.path) and not os.path.isdir(to.path):
        raise UsageError(f"{to.path!r} is no folder; choose another --output")
    if to.kind == "folder":
        _refuse_inside(os.path.join(to.path, f"x{to.form.suffix}"), sources)
    if to.rotate:
        _check_parts(to, overwrite=overwrite, resume=resume)
        return True
    if not to.paths:
        _check_tree(to, sources, overwrite=overwrite, resume=resume, errors=errors)
        return True
    if to.form.grows and os.path.isfile(to.path):
        _refuse_inside(to.path, sources)
        _refuse_inputs(to.path, sources)
        return True
    waiting = [_check_file(path, sources, overwrite=overwrite, resume=resume) for path in to.paths if path]
    return any(waiting)


def _check_file(path: str, sources: Sources, *, overwrite: bool, resume: bool) -> bool:
    if not is_stream_file(path):
        if resume:
            raise UsageError(f"--resume needs a file; {path!r} is a device or a pipe")
        return True
    _refuse_inside(path, sources)
    _refuse_inputs(path, sources)
    begun = unfinished(path)
    if overwrite:
        return True
    if resume:
        # There and not begun: an earlier run has finished it, unless it was emptied since.
        return begun or not os.path.lexists(path) or not os.path.getsize(path)
    if begun:
        raise UsageError(f"{path!r} was left unfinished; --resume goes on with it, --overwrite starts anew")
    if os.path.lexists(path):
        raise UsageError(f"{path!r} exists; --overwrite replaces it")
    return True


def _check_parts(to: Destination, *, overwrite: bool, resume: bool) -> None:
    begun = os.path.exists(os.path.join(to.path, MANIFEST))
    found = parts_in(to.path, to.form.suffix) if os.path.isdir(to.path) else []
    if overwrite or (resume and (begun or not found)) or not (begun or found):
        return
    way = "--resume goes on with it, --overwrite starts anew" if begun else "--overwrite replaces them"
    raise UsageError(f"{to.path!r} holds the parts of another run; {way}")


def _check_errors(errors: str, to: Destination) -> None:
    """Refuse a log of errors that would get in the way of another file."""
    if errors == DASH:
        raise UsageError("--errors writes a file; give its name")
    ours = [each for path in to.paths if path for each in (path, part_of(path), journal_of(path))]
    if to.mirrors or to.rotate:
        ours = [os.path.join(to.path, MANIFEST)]
    if os.path.abspath(errors) in map(os.path.abspath, ours):
        raise _both(errors)
    if os.path.isfile(errors):
        if _identity(errors) in (_standard(sys.stdout), _standard(sys.stderr)):
            raise UsageError(f"what is printed goes to {errors!r}; choose another file for --errors")
        if not holds_errors(errors):
            raise UsageError(f"{errors!r} exists and is no log of errors; choose another file for --errors")


def _both(errors: str) -> UsageError:
    return UsageError(f"--errors and --output both name {errors!r}; give two different files")


def _check_tree(to: Destination, sources: Sources, *, overwrite: bool, resume: bool, errors: str | None) -> None:
    ours = resume and os.path.exists(os.path.join(to.path, MANIFEST))
    seen: set[int] = set()
    existing: list[str] = []
    for found, target in _targets(to, sources):
        if errors is not None and os.path.abspath(target) == os.path.abspath(errors):
            raise _both(errors)
        if (key := hash(target)) in seen:
            others = [each.path for each, other in _targets(to, sources) if other == target]
            names = " and ".join(repr(name) for name in others[:2])
            raise UsageError(f"{names} would both become {target!r}; convert them into different folders")
        seen.add(key)
        if os.path.lexists(target):
            existing.append(target)
            if os.path.exists(found.path) and os.path.samefile(found.path, target):
                raise UsageError(f"the output {target!r} is an input; choose another --output")
    if not existing:
        return
    if not (overwrite or ours):
        rest = len(existing) - 1
        more = f" and {rest:,} more {'outputs' if rest > 1 else 'output'} exist" if rest else " exists"
        way = "--overwrite replaces them" if existing[1:] else "--overwrite replaces it"
        begun = os.path.exists(os.path.join(to.path, MANIFEST))
        raise UsageError(f"{existing[0]!r}{more}; {way}{', --resume goes on with what is missing' if begun else ''}")
    identities = {_identity(path) for path in existing}
    for found in _files(sources):
        if _identity(found.path) in identities:
            raise UsageError(f"the input {found.path!r} would be overwritten; choose another --output")


def _targets(to: Destination, sources: Sources) -> Iterator[tuple[Found, str]]:
    """Each input file with the file or, for records, the folder that it turns into."""
    for found in _files(sources):
        records = sources.holds_records(found)
        stem = base(found.place)
        yield (
            found,
            os.path.join(to.path, stem if records and not grouped(to.form) else output_name(stem, to.form.suffix)),
        )


def _files(sources: Sources) -> Iterator[Found]:
    return (found for found in sources.files() if isinstance(found, Found))


def _refuse_inside(path: str, sources: Sources) -> None:
    """Refuse an output that a second run would take for an input."""
    name = os.path.basename(path)
    if name.startswith(".") or (sources.globs and not any(fnmatchcase(name, glob) for glob in sources.globs)):
        return
    target = os.path.realpath(path)
    for folder in sources.paths:
        if folder != DASH and os.path.isdir(folder):
            root = os.path.realpath(folder)
            if os.path.commonpath((root, target)) == root:
                raise UsageError(
                    f"the output lies inside the input folder {folder!r} and would be read again; "
                    "choose another --output, or pick the inputs with --glob"
                )


def _refuse_inputs(path: str, sources: Sources) -> None:
    """Refuse an output that is one of the inputs."""
    identity = _identity(path)
    if identity and any(_identity(found.path) == identity for found in _files(sources)):
        raise UsageError(f"{path!r} is an input; choose another file to write")


def _identity(path: str) -> tuple[int, int] | None:
    try:
        state = os.stat(path)
    except (OSError, ValueError):
        return None
    return state.st_dev, state.st_ino


def _standard(stream: IO[str] | None) -> tuple[int, int] | None:
    """The file that standard output or standard error goes to, if it is one."""
    try:
        state = os.fstat(stream.fileno()) if stream else os.stat(os.devnull)
    except (OSError, ValueError, AttributeError):
        return None
    return (state.st_dev, state.st_ino) if stat.S_ISREG(state.st_mode) else None
