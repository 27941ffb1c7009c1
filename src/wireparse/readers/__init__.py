"""Readers of the forms in which stories come: one small module a form, each behind a `Form` record.

A reader turns bytes into the text that is then the source of record: all offsets refer to it.
"""

from __future__ import annotations

from importlib import import_module
from typing import Final

from wireparse.errors import UsageError, unknown
from wireparse.readers.input_form import Form, Reading, Settings

__all__ = [
    "AUTO",
    "CONTAINERS",
    "FORMS",
    "REFUSED",
    "WITH_FIELDS",
    "Form",
    "Reading",
    "Settings",
    "form_named",
    "splits",
]

#: The name that leaves it to the content of each input what form it has.
AUTO: Final = "auto"

#: How the name of a kind of input begins that is told from text, and refused.
REFUSED: Final = "!"

#: The forms whose records have fields with names, and those that may hold files of such a form.
WITH_FIELDS: Final = ("jsonl", "csv", "parquet")
CONTAINERS: Final = ("zip", "tar")

#: The forms by id, each with its module: a reader is imported when somebody asks for it.
FORMS: Final[dict[str, str]] = {
    "text": "from_text",
    "jsonl": "from_jsonl",
    "csv": "from_csv",
    "parquet": "from_parquet",
    "html": "from_html",
    "warc": "from_warc",
    "anpa": "from_anpa",
    "iptc7901": "from_iptc7901",
    "nitf": "from_nitf",
    "newsml12": "from_newsml12",
    "newsmlg2": "from_newsmlg2",
    "ninjs": "from_ninjs",
    "feed": "from_feed",
    "nexis": "from_nexis",
    "factiva": "from_factiva",
    "proquest": "from_proquest",
    "europresse": "from_europresse",
    "mail": "from_mail",
    "docx": "from_docx",
    "rtf": "from_rtf",
    "zip": "from_zip",
    "tar": "from_tar",
}


def form_named(name: str) -> Form:
    """The form of that name: ours, else one that an installed package adds.  Raises `UsageError` if there is none, or
    if what it needs is not installed."""
    found = _found(name)
    if found.check is not None:
        found.check()
    return found


def splits(name: str, settings: Settings) -> bool:
    """Whether files of that form are taken apart into many stories.  Raises `UsageError` if there is no such form."""
    if name.startswith(REFUSED):
        return False
    return _found(name).splits(settings)


def _found(name: str) -> Form:
    if name in FORMS:
        return import_module(f"{__name__}.{FORMS[name]}").FORM  # type: ignore[no-any-return]
    from wireparse.plugins import READERS, plugin

    found = plugin(READERS, name)
    if found is None:
        raise unknown("form of input", name, (AUTO, *FORMS), f"one of {', '.join((AUTO, *FORMS))}")
    if not isinstance(found, Form):
        raise UsageError(f"the plug-in for the form {name!r} gives a {type(found).__name__}, not a Form")
    return found._replace(id=name)
