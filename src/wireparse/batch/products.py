"""What a worker makes of an input but a story's output: what is compared of it, the lines that its site may repeat.

And where it ran: the site that its record or its address states, else the folder that its file lies in.
"""

from __future__ import annotations

import json
import os
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from wireparse.knowledge.site_lines import SiteLines, site_of_url
from wireparse.readers import Reading

if TYPE_CHECKING:
    from wireparse.model import Story

__all__ = ["COMPARED", "imprint_of", "lines_of", "placed"]

#: The keys of a story that its imprint is made of.
COMPARED: Final = frozenset({"paragraphs", "blocks", "headline", "dateline", "agency", "published", "language"})


def imprint_of(story: Story, reading: Reading) -> bytes:
    """What is compared of a story, packed."""
    from wireparse.versions.imprint import imprint

    return imprint(story, site=reading.metadata.site or site_of_url(reading.metadata.url)).packed()


def lines_of(reading: Reading, path: str | None) -> bytes:
    """As JSON the site that a text states, the folder of its file, and its lines."""
    from wireparse.versions.furniture import page_lines

    stated = reading.metadata.site or site_of_url(reading.metadata.url)
    digest = sha256(reading.text.encode("utf-8", "surrogatepass")).hexdigest()
    return json.dumps((stated, _folder(path) if path else None, page_lines(reading.text, digest))).encode()


def placed(reading: Reading, path: str | None, furniture: SiteLines) -> Reading:
    """A reading with its site: of a file that states none its folder, if that is one whose furniture is known."""
    stated = reading.metadata.site or site_of_url(reading.metadata.url)
    if stated or path is None or (folder := _folder(path)) not in furniture.sites:
        return reading
    return reading._replace(metadata=reading.metadata._replace(site=folder))


def _folder(path: str) -> str:
    """The name of the folder that a file lies in."""
    return os.path.basename(os.path.dirname(os.path.abspath(path)))
