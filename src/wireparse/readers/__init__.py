"""Readers of inputs that are not plain text: one small module a form, each behind a `Form` record.

A reader turns the bytes of one file into the text that is then the source of record: all offsets refer to it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from wireparse.errors import UsageError, unknown
from wireparse.reader import PLAIN
from wireparse.readers.form import Form, Reading

__all__ = ["FORMS", "Form", "Reading", "form_named"]

#: The forms by id, each with its module: a reader is imported when somebody asks for it.
FORMS: Final[dict[str, str]] = {
    "html": "from_html",
    "anpa": "from_anpa",
    "iptc7901": "from_iptc7901",
}


def form_named(name: str) -> Form:
    """The form of that name: ours, else one that an installed package adds.  Raises `UsageError` if there is none, or
    if what it needs is not installed."""
    if name in FORMS:
        found: object = import_module(f"{__name__}.{FORMS[name]}").FORM
    else:
        from wireparse.plugins import READERS, plugin

        found = plugin(READERS, name)
        if found is None:
            raise unknown("form of input", name, (*PLAIN, *FORMS), f"one of {', '.join((*PLAIN, *FORMS))}")
    if not isinstance(found, Form):
        raise UsageError(f"the plug-in for the form {name!r} gives a {type(found).__name__}, not a Form")
    if found.check is not None:
        found.check()
    return found
