"""The stages, top to bottom, once."""

from __future__ import annotations

import datetime
import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from operator import attrgetter
from typing import TYPE_CHECKING, Final, cast

from wireparse.arguments import checked_date, checked_language, checked_parts, checked_text
from wireparse.blocks import NO_PAGE, Page, Trace, tile, trace
from wireparse.details import StoryFields, read_details
from wireparse.draft import Prose, QuoteDraft, Tile
from wireparse.errors import UsageError
from wireparse.knowledge.site_lines import NOWHERE, SitePages, site_of_url
from wireparse.metadata import KIND_OF_BLOCK, Mark, Metadata, given_rule
from wireparse.model import (
    CERTAINTIES,
    PROSE_KINDS,
    TITLE_KINDS,
    VERSION,
    Block,
    Certainty,
    Cue,
    Notice,
    Paragraph,
    ProseKind,
    Quote,
    Source,
    Speaker,
    SpeakerRef,
    Story,
)
from wireparse.quotes import find_quotes
from wireparse.quotes import trace as trace_quotes
from wireparse.quotes.certainty import promised
from wireparse.record import Record
from wireparse.rule_catalogue import checked_ids
from wireparse.speakers import find_speakers
from wireparse.text.language import find_language
from wireparse.text.lines import split_lines
from wireparse.text.tokens import Tokens, tokenise
from wireparse.text.view import View

if TYPE_CHECKING:
    from wireparse.knowledge.site_lines import SiteLines
    from wireparse.quotes.decisions import Decision

__all__ = ["Parser", "in_view"]

_NOTHING: Final = Metadata()
#: What the search for quotes gives, the warnings about their speakers included.
_SPEECH: Final = frozenset({"quotes", "speakers", "warnings"})
#: A text of so many characters may be plainly in another language than its file says.
_PLAIN: Final = 120
#: Sources without a known speaker that a warning names.
_TOLD: Final = 5


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector out: a parse makes a great many objects and hardly any garbage, so that looking
    through them over and over takes a third of the time of a long text, and more than twice for twice the text."""
    if not gc.isenabled():
        yield
        return
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


class _Attributed(Record):
    """The drafts that are put out, the speakers, for each draft the place of its speaker among them (None if left
    open), a notice for each odd quotation mark, and the drafts' numbers among all that were found."""

    drafts: list[QuoteDraft]
    speakers: tuple[Speaker, ...]
    heard: list[int | None]
    notices: list[Notice]
    numbers: list[int]


_NOBODY: Final = _Attributed([], (), [], [], [])


class Parser:
    """A parser with some rules switched off.  It keeps no state from one text to the next."""

    def __init__(
        self,
        *,
        disable: Iterable[str] = (),
        parts: Iterable[str] | None = None,
        furniture: SiteLines | None = None,
        certainty: Certainty = "likely",
    ) -> None:
        """A parser without the rules whose ids `disable` holds.

        `parts` names the keys of a story that are wanted, all if it is None: those are the same as in a whole parse, of
        the others the ones that cost (quotes, speakers and what is warned of them, dates, links, credits, related
        stories) are left empty.  `furniture` are lines that sites repeat (`read_furniture`, `learn_furniture`), taken
        as evidence.  Quotes are put out if they are at least as certain as `certainty`: of `sure` ones 97 in 100 are
        right, of `likely` ones 85, of `guess` ones 50.  Raises `UsageError` for an id that is no rule's, a name that
        is no key's and a tier that does not exist.
        """
        self.disabled = frozenset(checked_ids(disable))
        self.parts = frozenset(Story._fields if parts is None else checked_parts(parts))
        self.furniture = furniture
        if certainty not in CERTAINTIES:
            raise UsageError(f"{certainty!r} is no certainty; give one of {', '.join(CERTAINTIES)}")
        self.certainty: Certainty = certainty

    @_uncollected()
    def parse(
        self,
        text: str,
        *,
        name: str | None = None,
        date: str | datetime.date | None = None,
        language: str | None = None,
        encoding: str | None = None,
        warnings: Iterable[Notice] = (),
        marks: Iterable[Mark] = (),
        metadata: Metadata = _NOTHING,
        site: str | None = None,
    ) -> Story:
        """Parse one story.  Any `str` gives a `Story`.

        Args:
            text: The story as text, decoded; its offsets are those of the story's pieces, in code points.
            name: Where the text came from, for `Story.source`: a path, a record's id.
            date: The day that the story is known to be from, a date or ISO 8601 (`2017-11-22`); "on Tuesday" is told
                from it.
            language: The language that it is written in, a BCP 47 tag (`en`, `pt-BR`); else it is found out.
            encoding: The codec that the text was decoded with, for `Story.source`.
            warnings: What whoever read the text has to say of it, put before the story's own warnings.
            marks: What a file knows of its own parts, by whoever composed the text of it, in code points.
            metadata: What the file states and no line of the text says.
            site: Where it ran, else as the metadata say: of that site the parser's furniture is meant.

        Raises:
            UsageError: if `text` is no `str`, `date` no day or `language` no tag.
        """
        checked_text(text)
        given = checked_date(date)
        language = checked_language(language)
        view = View(text)
        inside = in_view(view, marks)
        pages = self._pages(site or metadata.site or site_of_url(metadata.url), view)
        tiles = self._tiles(view, inside, metadata, pages)
        language = language or _language(_sample(view, tiles), metadata.language)
        details = read_details(
            view,
            tiles,
            language=language,
            given=metadata.published or given,
            disabled=self.disabled,
            marks=inside,
            metadata=metadata,
            parts=self.parts,
        )
        prose, paragraphs = _prose(view, tiles, details)
        said = _NOBODY
        if not _SPEECH.isdisjoint(self.parts):
            said = self._attributed(view, prose, tokenise(view.text, prose), language)
        return Story(
            version=VERSION,
            source=Source(
                name,
                len(text),
                sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
                encoding,
                url=metadata.url,
                retrieved=metadata.retrieved,
                id=metadata.id,
                form=metadata.form,
            ),
            publication=metadata.publication,
            wire=metadata.wire,
            language=language,
            headline=details.headline,
            subheadline=details.subheadline,
            byline=details.byline,
            dateline=details.dateline,
            agency=details.agency,
            published=details.published,
            updated=details.updated,
            slugline=details.slugline,
            ednotes=details.ednotes,
            paragraphs=paragraphs,
            quotes=_quotes(view, said.drafts, said.speakers, said.heard),
            speakers=said.speakers,
            dates=details.dates,
            related=details.related,
            links=details.links,
            credits=details.credits,
            blocks=_blocks(view, tiles),
            warnings=(*warnings, *details.warnings, *said.notices, *_unknown(view, said.drafts, said.heard)),
        )

    def _pages(self, site: str | None, view: View) -> SitePages:
        """What is known of the site that a page is of: the one that is stated, else the one that its lines tell."""
        if self.furniture is None:
            return NOWHERE
        return self.furniture.of(site or self.furniture.likeliest(view.text.split("\n")))

    def _tiles(self, view: View, marks: Sequence[Mark], metadata: Metadata, pages: SitePages) -> list[Tile]:
        blocks = [mark for mark in marks if mark.kind in KIND_OF_BLOCK]
        page = (
            Page([mark for mark in marks if mark.kind is None], metadata.titles, metadata.summaries)
            if marks
            else NO_PAGE
        )
        lines, form = split_lines(view.text), metadata.form
        return tile(view, lines, disabled=self.disabled, marks=blocks, form=form, pages=pages, page=page)

    def _attributed(self, view: View, prose: list[Prose], tokens: Tokens, language: str | None) -> _Attributed:
        """The quotes that are certain enough, with their speakers."""
        drafts, notices = find_quotes(view, prose, tokens, language=language, disabled=self.disabled)
        contents = [span for draft in drafts for span in draft.segments]
        sources = [draft.source for draft in drafts]
        found = find_speakers(view, prose, sources, language=language, contents=contents)
        kept = promised(tokens, drafts, found.meanings, language, self.certainty)
        named = [(one.draft.source, one.entity) for one in kept if one.draft.source and one.entity is not None]
        speakers, places = found.speakers(named)
        heard = [places.get(one.entity) if one.entity is not None else None for one in kept]
        return _Attributed([one.draft for one in kept], speakers, heard, notices, [one.number for one in kept])

    def trace(self, text: str, *, site: str | None = None) -> list[tuple[tuple[str, int, int], Trace]]:
        """For each line of a text its slice and why it was, or was not, found to be the story's."""
        view = View(text)
        found = trace(view, split_lines(view.text), disabled=self.disabled, pages=self._pages(site, view))
        return [(view.span(line.start, line.end), line) for line in found]

    def trace_quotes(self, story: Story, *, site: str | None = None) -> list[tuple[Decision, ...]]:
        """For each quote of a story what was weighed for it.

        The story's text is read once more, so that an ordinary parse takes no notes.
        """
        view = View(story.text)
        marks, metadata = in_view(view, _marks_of(story)), Metadata(form=story.source.form)
        tiles = self._tiles(view, marks, metadata, self._pages(site, view))
        details = read_details(
            view,
            tiles,
            language=story.language,
            given=None,
            disabled=self.disabled,
            marks=marks,
            metadata=metadata,
        )
        prose, _ = _prose(view, tiles, details)
        tokens = tokenise(view.text, prose)
        weighed = trace_quotes(view, prose, tokens, language=story.language, disabled=self.disabled)
        return [weighed[number] for number in self._attributed(view, prose, tokens, story.language).numbers]


def in_view(view: View, marks: Iterable[Mark]) -> list[Mark]:
    """The marks in order and in view offsets, without the white space at their ends; empty ones are left out."""
    inside = []
    for mark in sorted(marks, key=attrgetter("start")):
        start, end = view.inside(mark.start), view.inside(mark.end)
        words = view.text[start:end]
        start += len(words) - len(words.lstrip())
        end = start + len(words.strip())
        if start < end:
            inside.append(mark._replace(start=start, end=end))
    return inside


def _marks_of(story: Story) -> Iterator[Mark]:
    """The marks that a story's blocks were made by."""
    rule = given_rule(story.source.form)
    for block in story.blocks:
        if block.rule == rule:
            kind = "credit" if block.kind == "source_credit" else block.kind
            yield Mark(kind, block.start, block.end)  # type: ignore[arg-type]


def _language(sample: str, stated: str | None) -> str | None:
    """The language: what the file states, unless the text is plainly in another."""
    stated = stated.replace("_", "-").split("-")[0].lower() if stated else None
    if stated and len(sample) < _PLAIN:
        return stated
    return find_language(sample) or stated


def _sample(view: View, tiles: list[Tile]) -> str:
    """Some of the story's prose, or of whatever there is."""
    prose = [view.text[tile.first : tile.last] for tile in tiles if tile.kind in PROSE_KINDS]
    return "\n".join(prose[:20]) or view.text[:5000]


def _blocks(view: View, tiles: list[Tile]) -> tuple[Block, ...]:
    source = view.source
    if not tiles:  # nothing but invisible characters, if anything
        return (Block(source, 0, len(source), "other", "block.other", "sure"),) if source else ()
    starts = view.boundaries([tile.start for tile in tiles])
    ends = [*starts[1:], len(source)]
    return tuple(
        [
            Block(source[start:end], start, end, tile.kind, tile.rule, tile.certainty)
            for tile, start, end in zip(tiles, starts, ends, strict=True)
        ]
    )


def _prose(view: View, tiles: list[Tile], details: StoryFields) -> tuple[list[Prose], tuple[Paragraph, ...]]:
    """The stretches of prose for the engines, and the paragraphs for the story."""
    stretches: list[Prose] = []
    paragraphs: list[Paragraph] = []
    for index, block in enumerate(tiles):
        if block.kind in PROSE_KINDS:
            kind = cast("ProseKind", block.kind)
            body = details.bodies.get(index, block.first)
            stretches.append(Prose(block.first, block.last, body, kind, len(paragraphs)))
            paragraphs.append(Paragraph(*view.span(block.first, block.last), index, kind))
        elif block.kind in TITLE_KINDS:
            stretches.append(Prose(block.first, block.last, block.first, None, None))
    return stretches, tuple(paragraphs)


def _quotes(
    view: View, drafts: list[QuoteDraft], speakers: tuple[Speaker, ...], heard: list[int | None]
) -> tuple[Quote, ...]:
    """The quotes, with pieces for spans and ids for places in lists."""
    quotes = []
    for number, (draft, who) in enumerate(zip(drafts, heard, strict=True), 1):
        segments = tuple([view.piece(start, end) for start, end in draft.segments])
        speaker = None if who is None else speakers[who]
        quotes.append(
            Quote(
                id=f"q{number}",
                kind=draft.kind,
                text=" ".join([segment.text for segment in segments]),
                segments=segments,
                cue=Cue(*view.span(*draft.cue[:2]), draft.cue[2]) if draft.cue else None,
                source=view.piece(*draft.source) if draft.source else None,
                speaker=SpeakerRef(speaker.id, speaker.name) if speaker else None,
                paragraph=draft.paragraph,
                continues=None if draft.continues is None else f"q{draft.continues + 1}",
                modality=draft.modality,
                rule=draft.rule,
                certainty=draft.certainty,
            )
        )
    return tuple(quotes)


def _unknown(view: View, drafts: list[QuoteDraft], heard: list[int | None]) -> Iterator[Notice]:
    """One notice for all sources whose speakers are left open: how many they are, and where they stand."""
    sources = sorted({draft.source for draft, who in zip(drafts, heard, strict=True) if draft.source and who is None})
    if sources:
        places = [view.span(*source) for source in sources]
        told = ", ".join(f"{text!r} at {start}" for text, start, _ in places[:_TOLD])
        count = "1 source" if len(places) == 1 else f"{len(places)} sources"
        message = f"Who speaks is not known of {count}: {told}{' …' if len(places) > _TOLD else ''}."
        yield Notice("unknown-speaker", message, places[0][1], places[-1][2])
