"""What goes to the terminal: messages, colour, and no control character that a story brought along."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterable
from contextlib import suppress
from typing import IO, TYPE_CHECKING, Any, Final

from wireparse.exporters.terminal_safe import visible

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

__all__ = ["COLORS", "colored", "console", "prepare_streams", "print_rows", "put", "say"]

# Where there is no terminal.
_COLUMNS: Final = 100

COLORS = ("auto", "always", "never")


def say(message: str) -> None:
    """One message on standard error, on one line."""
    if sys.stderr is None:
        return
    try:
        print(visible(f"wireparse: {message}").replace("\n", "␊"), file=sys.stderr, flush=True)
    except (OSError, ValueError):
        return  # nobody can hear us


def colored(stream: IO[Any] | None, choice: str = "auto") -> bool:
    """Whether to write colour to `stream`: the choice made on the command line, else NO_COLOR, FORCE_COLOR and
    TERM=dumb, else whether it is a terminal."""
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return stream is not None and stream.isatty() and os.environ.get("TERM") != "dumb"


class _Closed(io.RawIOBase):
    """What stands for a standard output that was closed before we came: writing to it fails."""

    def writable(self) -> bool:
        return True

    def write(self, data: object) -> int:
        raise OSError(errno.EBADF, "it is closed")


def prepare_streams() -> None:
    """Write UTF-8 to standard output whatever the locale says; what a message cannot show there is escaped.  A stream
    that was closed before we came keeps its number, so that no file gets it, and an output fails when it is written."""
    if None in (sys.stdin, sys.stdout, sys.stderr):
        for number in range(3):
            try:
                os.fstat(number)
            except OSError:
                os.open(os.devnull, os.O_RDWR)  # gets the lowest number that is free
    if sys.stdout is None:
        sys.stdout = io.TextIOWrapper(io.BufferedWriter(_Closed()), encoding="utf-8")
    for stream, errors in ((sys.stdout, "backslashreplace"), (sys.stderr, "backslashreplace")):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding = "utf-8" if stream is sys.stdout else None
            reconfigure(encoding=encoding, errors=errors, newline="\n" if stream is sys.stdout else None)


def console(stream: IO[str], choice: str = "auto", *, wrap: bool = True) -> Console:
    """A rich console on `stream` that highlights nothing by itself; without `wrap` long lines stay whole."""
    from rich.console import Console

    color = colored(stream, choice)
    return Console(
        file=stream,
        force_terminal=color or None,
        no_color=not color,
        color_system="auto" if color else None,
        highlight=False,
        markup=False,
        emoji=False,
        width=_width(stream),
        soft_wrap=not wrap,
        legacy_windows=False,
    )


def _width(stream: IO[str]) -> int | None:
    """The columns to fill, None for those of the stream: in a pipe those of the terminal that its reader, such as a
    pager, will write to."""
    if stream.isatty() or os.environ.get("COLUMNS", "").isdigit():
        return None
    for number in (2, 0):
        with suppress(OSError):
            return os.get_terminal_size(number).columns or _COLUMNS
    return _COLUMNS


def put(out: Console, parts: Iterable[RenderableType]) -> None:
    """Print to a console; where there is no colour, without the blanks that fill its lines."""
    if not out.no_color:
        for part in parts:
            out.print(part)
        return
    with out.capture() as text:
        for part in parts:
            out.print(part)
    out.file.write("".join(f"{line.rstrip()}\n" for line in text.get().splitlines()))


def _cells(text: str) -> int:
    """How many columns a text takes on a terminal: two for a wide character."""
    if text.isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def print_rows(rows: Iterable[tuple[str, ...]]) -> None:
    """Rows as columns; on a terminal the last one is wrapped, in a pipe each row stays one line."""
    from rich.table import Table
    from rich.text import Text

    table = [[visible(cell) for cell in row] for row in rows]
    if not sys.stdout.isatty():
        widths = [max(map(_cells, column)) for column in zip(*table, strict=True)]
        for row in table:
            cells = [cell + " " * (width - _cells(cell)) for cell, width in zip(row, widths, strict=True)]
            print("  ".join(cells).rstrip())
        return
    grid = Table.grid(padding=(0, 2))
    for row in table:
        grid.add_row(Text(row[0], "bold"), *map(Text, row[1:]))
    put(console(sys.stdout), [grid])
