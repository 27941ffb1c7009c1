"""Quotes: a source says a content, signalled by a cue."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from typing import TYPE_CHECKING

from wireparse.draft import Prose, QuoteDraft
from wireparse.knowledge.reporting import reporting
from wireparse.model import Notice
from wireparse.quotes.assembly import merge_quotes, unattributed
from wireparse.quotes.direct.attribution import Attributed, attribute
from wireparse.quotes.marks import find_segments
from wireparse.quotes.passages import read_passages
from wireparse.quotes.reported.attribution import find_reported
from wireparse.quotes.sentences import Sentence, read_sentences
from wireparse.quotes.transcripts import find_turns
from wireparse.record import Record
from wireparse.text.tokens import Tokens
from wireparse.text.view import View

if TYPE_CHECKING:
    from wireparse.quotes.decisions import Decision

__all__ = ["find_quotes", "trace"]


def find_quotes(
    view: View,
    prose: list[Prose],
    tokens: Tokens,
    *,
    language: str | None,
    disabled: AbstractSet[str] = frozenset(),
) -> tuple[list[QuoteDraft], list[Notice]]:
    """The attributions in the prose, in reading order, and a notice for each odd quotation mark.

    `tokens` are those of the prose.  In a language whose sentences are not read only what stands in quotation marks is
    found, with its source where the language has a record of reporting and a verb of saying stands beside the marks.
    """
    read = _read(view, prose, tokens, language, disabled)
    return read.drafts, read.notices


def trace(
    view: View,
    prose: list[Prose],
    tokens: Tokens,
    *,
    language: str | None,
    disabled: AbstractSet[str] = frozenset(),
) -> list[tuple[Decision, ...]]:
    """What was weighed for each of the drafts that `find_quotes` gives for the same, in step with them."""
    from wireparse.quotes.decisions import decisions_of

    read = _read(view, prose, tokens, language, disabled)
    return decisions_of(view, read.drafts, tokens, read.sentences, read.spoken, disabled)


class _ReadQuotes(Record):
    """The drafts with what they were made of, all that was read on the way to them."""

    drafts: list[QuoteDraft]
    notices: list[Notice]
    sentences: list[Sentence]
    spoken: list[Attributed]


def _read(
    view: View, prose: list[Prose], tokens: Tokens, language: str | None, disabled: AbstractSet[str]
) -> _ReadQuotes:
    segments, notices = find_segments(view, prose)
    known = reporting(language.split("-")[0].casefold()) if language else None
    if known is None:
        return _ReadQuotes(unattributed(view.text, prose, segments, disabled), notices, [], [])
    if not known.reads_sentences:
        from wireparse.quotes.dash_lines import with_dash_lines
        from wireparse.quotes.grammar.speech import attributed

        segments = with_dash_lines(view.text, prose, segments, known)
        return _ReadQuotes(attributed(tokens, prose, segments, known, disabled), notices, [], [])
    passages = read_passages(tokens, prose, segments, known)
    sentences = list(read_sentences(passages))
    turns = [] if "quote.turn" in disabled else find_turns(view.text, prose)
    if turns:
        scripted = {turn.paragraph for turn in turns}
        sentences = [sentence for sentence in sentences if sentence.paragraph not in scripted]
    reported = [*turns, *find_reported(tokens, sentences, disabled=disabled)]
    spoken = attribute(view.text, passages, segments, reported)
    return _ReadQuotes(merge_quotes(prose, spoken, reported, disabled), notices, sentences, spoken)
