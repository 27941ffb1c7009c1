"""Headline and subheadline: the blocks of that kind, less the name of the site."""

from __future__ import annotations

from typing import Final

from wireparse.blocks.page_title import title_start
from wireparse.details.block_lines import trimmed, vocabulary
from wireparse.details.fields import BlockText, StoryFields
from wireparse.draft import Tile
from wireparse.lines.features import EDGE
from wireparse.model import TITLE_KINDS, Title
from wireparse.pattern import pattern, regex

__all__ = ["read_headlines"]

# What may stand between a headline and the name of its site.
_JOINT: Final = regex(r" (?:--?|\||::|/|·|•|\") ")
_HARD: Final = ("|", "::", "·", "•")
# Marks of headings, lists and emphasis, as in Markdown, around a title.
_OPENING: Final = regex(r"(?>(?:(?:#{1,6}|[*+•·●■▪◦►▶›>→-]{1,2})\s++)*)(\*{1,3}|_{1,3})?(?=\S)")
_HEADING_END: Final = pattern(r"\s++#{1,6}\Z")
_LONGEST_NAME: Final = 5
# A headline has more characters than this beside the name of its site.
_SHORTEST: Final = 12
_DOMAIN: Final = pattern(r"(?:www\.)?[\w-]+\.(?:com|org|net|news|info|tv|co|[a-z]{2})(?:\.[a-z]{2})?")


def read_headlines(blocks: BlockText, fields: StoryFields) -> None:
    """Take the first headline and the first subheadline."""
    for tile in blocks.others.values():
        if blocks.is_given(tile) and tile.kind in TITLE_KINDS:
            if getattr(fields, tile.kind) is None:
                setattr(fields, tile.kind, _title(blocks, tile, tile.first, tile.last))
        elif tile.kind == "headline" and fields.headline is None:
            start, end = _without_site(blocks, *_unmarked(blocks.view.text, tile.first, tile.last))
            start += title_start(blocks.view.text[start:end], blocks.metadata.titles)
            fields.headline = _title(blocks, tile, start, end)
        elif tile.kind == "subheadline" and fields.subheadline is None:
            fields.subheadline = _title(blocks, tile, *_unmarked(blocks.view.text, tile.first, tile.last))


def _title(blocks: BlockText, tile: Tile, start: int, end: int) -> Title:
    return Title(*blocks.view.span(start, end), rule=tile.rule, certainty=tile.certainty)


def _unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """A title's span without the marks of a heading or a list, and without those of emphasis around all of it."""
    found = _OPENING.match(text, start, end)
    if found is None:
        return start, end
    emphasis = found.group(1) or ""
    if not emphasis:
        closed = _HEADING_END.search(text, start, end) if text[start] == "#" else None
        return found.end(), closed.start() if closed else end
    if text.endswith(emphasis, found.end(), end) and text.find(emphasis, found.end(), end - len(emphasis)) < 0:
        return trimmed(text, found.end(), end - len(emphasis))
    return found.start(1), end


def _without_site(blocks: BlockText, start: int, end: int) -> tuple[int, int]:
    """A headline's span before " | Harbour Gazette" or " - BBC News", for as long as such names follow, and behind
    "BBC News - "."""
    text = blocks.view.text
    joints = list(_JOINT.finditer(text, start, end))
    for joint in reversed(joints[-3:]):
        name = trimmed(text, joint.end(), end)
        if joint.start() - start < _SHORTEST or not _is_site(blocks, joint.group().strip(), *name):
            break
        end = joint.start()
    if joints and end - joints[0].end() >= _SHORTEST and _is_known(blocks, text[start : joints[0].start()].casefold()):
        start = joints[0].end()
    return trimmed(text, start, end)


def _is_known(blocks: BlockText, low: str) -> bool:
    """Whether a name in small letters is that of a source or a site."""
    furniture = vocabulary(blocks)
    return "source.lines" in furniture.lines.get(low.strip(EDGE), ()) or _DOMAIN.fullmatch(low) is not None


def _is_site(blocks: BlockText, joint: str, start: int, end: int) -> bool:
    """Behind a bar a few words will do; behind a dash they must be known as a source's, hold the word of one ("News"),
    be a domain, or stand elsewhere in the text as well."""
    name = blocks.view.text[start:end]
    words = name.split()
    if not words or len(words) > _LONGEST_NAME or not words[0][0].isalnum():
        return False
    if joint in _HARD:
        return True
    if not all(word[0].isupper() or len(word) < 4 or "." in word for word in words):
        return False
    low = name.casefold()
    if _is_known(blocks, low) or not vocabulary(blocks).words["site"].isdisjoint(low.split()):
        return True
    text = blocks.view.text
    return len(name) > 5 and (text.find(name, end) >= 0 or text.find(name, 0, start) >= 0)
