"""wireparse turns wire stories, as messy text, into structured data.

    >>> import wireparse
    >>> story = wireparse.parse("KYIV (Reuters) - The dam held, officials said on Monday.")
    >>> story.dateline.text
    'KYIV (Reuters)'

`parse` and `parse_file` give a `Story`, `parse_stories` those of a file of many; `export` writes stories, `explain`
says why each part was read as it was, `group` puts the versions of one story together.  What a story is made of
(`Quote`, `Dateline`, `Piece`, ...) and every error are here, too.  Everything but `parse` is imported when it is first
used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime

    from wireparse.errors import InputError as InputError
    from wireparse.errors import OutputError as OutputError
    from wireparse.errors import UsageError as UsageError
    from wireparse.errors import WireparseError as WireparseError
    from wireparse.explanation import Decision as Decision
    from wireparse.explanation import Evidence as Evidence
    from wireparse.explanation import Reason as Reason
    from wireparse.explanation import explain as explain
    from wireparse.exporters import export as export
    from wireparse.model import Agency as Agency
    from wireparse.model import Author as Author
    from wireparse.model import Block as Block
    from wireparse.model import Byline as Byline
    from wireparse.model import Credit as Credit
    from wireparse.model import Cue as Cue
    from wireparse.model import Date as Date
    from wireparse.model import Dateline as Dateline
    from wireparse.model import Link as Link
    from wireparse.model import Notice as Notice
    from wireparse.model import Paragraph as Paragraph
    from wireparse.model import Piece as Piece
    from wireparse.model import Place as Place
    from wireparse.model import Publication as Publication
    from wireparse.model import Quote as Quote
    from wireparse.model import Related as Related
    from wireparse.model import Source as Source
    from wireparse.model import Speaker as Speaker
    from wireparse.model import SpeakerRef as SpeakerRef
    from wireparse.model import Story as Story
    from wireparse.model import Title as Title
    from wireparse.model import Wire as Wire
    from wireparse.parser import Parser as Parser
    from wireparse.readers.furniture import read_furniture as read_furniture
    from wireparse.readers.stories import parse_file as parse_file
    from wireparse.readers.stories import parse_stories as parse_stories
    from wireparse.schema import json_schema as json_schema
    from wireparse.versions import fingerprint as fingerprint
    from wireparse.versions import group as group
    from wireparse.versions import learn_furniture as learn_furniture

__version__ = "0.1.0"

# Where each name comes from that is imported when it is first used.
_HOMES = {
    "errors": "InputError OutputError UsageError WireparseError",
    "explanation": "Decision Evidence Reason explain",
    "exporters": "export",
    "model": (
        "Agency Author Block Byline Credit Cue Date Dateline Link Notice Paragraph Piece Place Publication Quote "
        "Related Source Speaker SpeakerRef Story Title Wire"
    ),
    "parser": "Parser",
    "readers.furniture": "read_furniture",
    "readers.stories": "parse_file parse_stories",
    "schema": "json_schema",
    "versions": "fingerprint group learn_furniture",
}
_HOME_OF = {name: home for home, names in _HOMES.items() for name in names.split()}
__all__ = [
    "Agency",
    "Author",
    "Block",
    "Byline",
    "Credit",
    "Cue",
    "Date",
    "Dateline",
    "Decision",
    "Evidence",
    "InputError",
    "Link",
    "Notice",
    "OutputError",
    "Paragraph",
    "Parser",
    "Piece",
    "Place",
    "Publication",
    "Quote",
    "Reason",
    "Related",
    "Source",
    "Speaker",
    "SpeakerRef",
    "Story",
    "Title",
    "UsageError",
    "Wire",
    "WireparseError",
    "__version__",
    "explain",
    "export",
    "fingerprint",
    "group",
    "json_schema",
    "learn_furniture",
    "parse",
    "parse_file",
    "parse_stories",
    "read_furniture",
]


def parse(
    text: str, *, name: str | None = None, date: str | datetime.date | None = None, language: str | None = None
) -> Story:
    """Parse one story, with every rule on.  Any `str` gives a `Story`.

    Args:
        text: The story as text, decoded; its offsets are those of the story's pieces, in code points, half-open.
        name: Where the text came from, for `Story.source`: a path, a record's id.
        date: The day that the story is known to be from, a date or ISO 8601 (`2017-11-22`); "on Tuesday" is told
            from it.
        language: The language that it is written in, a BCP 47 tag (`en`, `pt-BR`); else it is found out.

    Returns:
        The story: its parts as named tuples, each with its place in the text and the rule that found it.

    Raises:
        UsageError: if `text` is no `str` (bytes, a path), `date` no day or `language` no tag.

    `Parser` switches rules off, `parse_file` reads files.

        >>> story = parse("OSLO (NTB) - “The ferries sail again,” Kari Vik said on Friday.", date="2017-11-25")
        >>> story.quotes[0].speaker.name, story.dates[0].iso
        ('Kari Vik', '2017-11-24')
    """
    from wireparse.parser import Parser

    return Parser().parse(text, name=name, date=date, language=language)


def __getattr__(name: str) -> object:
    home = _HOME_OF.get(name)
    if home is None:
        raise AttributeError(f"module 'wireparse' has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(f"wireparse.{home}"), name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
