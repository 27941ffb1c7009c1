"""Links: READ MORE and its kin, the label told from the headline that it points to."""

from __future__ import annotations

from wireparse.details.block_lines import lines_of, lowered, opening, trimmed, vocabulary, width
from wireparse.details.fields import BlockText, StoryFields
from wireparse.draft import Line, Tile
from wireparse.lines.features import EDGE
from wireparse.lines.furniture import Furniture
from wireparse.lines.predicates import ADDRESS
from wireparse.model import Link, Piece

__all__ = ["read_links"]

_KINDS = ("read_more",)


def read_links(blocks: BlockText, fields: StoryFields) -> None:
    """Read the links of the read-more blocks."""
    tiles = [tile for tile in blocks.others.values() if tile.kind == "read_more"]
    if tiles:
        furniture, wrapped = vocabulary(blocks), width(blocks)
        fields.links = tuple(link for tile in tiles for link in _links(blocks, tile, furniture, wrapped))


def _links(blocks: BlockText, tile: Tile, furniture: Furniture, wrapped: int) -> list[Link]:
    """One link a headline; a label alone stands for the lines below it, and is a link where there are none."""
    view = blocks.view
    links: list[Link] = []
    label: Piece | None = None
    used = True
    for line in map(_unbracketed, lines_of(blocks, tile, wrapped)):
        end = _label_end(line, furniture)
        alone = end and not line.text[end:].strip(EDGE)
        if alone:
            if label and not used:
                links.append(Link(label, None, None))
            label = view.piece(*trimmed(view.text, line.first, line.first + end, ": "))
            used = False
            continue
        own = view.piece(*trimmed(view.text, line.first, line.first + end, ": ")) if end else label
        # A headline that nothing introduces has an empty label in front of it.
        own = own or view.piece(line.first, line.first)
        headline, url = _target(blocks, line.first + end, line.last)
        if headline is None and url and links and links[-1].url is None and not end:
            links[-1] = Link(links[-1].label, links[-1].headline, url)
        else:
            links.append(Link(own, headline, url))
        used = True
    if label and not used:
        links.append(Link(label, None, None))
    return links


def _unbracketed(line: Line) -> Line:
    """The line without brackets around it: "(Read also: ...)"."""
    if line.text[0] in "([" and line.text[-1] in ")]" and len(line.text) > 2:
        return line._replace(first=line.first + 1, last=line.last - 1, text=line.text[1:-1])
    return line


def _label_end(line: Line, furniture: Furniture) -> int:
    low = lowered(line.text)
    if "read_more.lines" in furniture.lines.get(low.strip(EDGE), ()):
        return len(line.text)
    return opening(low, _KINDS, furniture)


def _target(blocks: BlockText, start: int, end: int) -> tuple[Piece | None, Piece | None]:
    """The headline and the address in a span."""
    view = blocks.view
    found = ADDRESS.search(view.text, start, end)
    url = view.piece(*found.span()) if found else None
    start, end = trimmed(view.text, start, found.start() if found else end, ":-|>")
    return (view.piece(start, end) if start < end else None), url
