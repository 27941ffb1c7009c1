"""The record behind every form of input."""

from collections.abc import Callable
from typing import NamedTuple

from wireparse.errors import UsageError
from wireparse.model import Notice

__all__ = ["Form", "Reading", "needs"]


class Reading(NamedTuple):
    """What was read from one file: the text, the codec of its bytes, the day (ISO) that the file states, and what the
    reader of the story should know."""

    text: str
    encoding: str | None = None
    date: str | None = None
    notices: tuple[Notice, ...] = ()


class Form(NamedTuple):
    """One form of input.

    `read` takes the bytes of a file, its name for error messages and the encoding asked for (`auto` to find it out);
    it raises `InputError` for what cannot be read.  `check` raises `UsageError` if something that it needs is not
    installed.
    """

    id: str
    summary: str
    read: Callable[[bytes, str, str], Reading]
    check: Callable[[], None] | None = None


def needs(extra: str, module: str) -> Callable[[], None]:
    """The check of a form that needs a module, which comes with an extra of wireparse."""

    def check() -> None:
        from importlib.util import find_spec

        if find_spec(module) is None:
            raise UsageError(f"{module} is not installed; pip install 'wireparse[{extra}]' brings it")

    return check
