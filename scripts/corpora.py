"""What the engines of quotes learn from: articles with their attributions, of two corpora.

TRAIN is a folder of pages such as gold/, or a file with one US article on politics a line, with `text` and
`attributions` (`source`, `cue`, `content`: lists of spans, `kind`), as in the PolNeAR corpus.  WORLD has one text of
the world's press a line, with its `genre` and `quotes` (`kind`, `segments`, `source_span`, `cue_span`, `speaker`).  The
genres of WORLD count alike.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from articles import articles as records

__all__ = ["US", "Article", "articles", "genre_of"]

#: The genre of TRAIN.
US = "US politics"
#: What a text of WORLD counts beside an article of TRAIN, at most and at least.
MOST, LEAST = 2.0, 0.7


class Article(NamedTuple):
    """A text with its attributions, its genre and what it counts."""

    text: str
    attributions: list[dict[str, Any]]
    genre: str
    weight: float


def articles(train: Path, world: Path | None) -> list[Article]:
    """All articles in English, those of TRAIN first."""
    found = [Article(one["text"], one["attributions"], US, 1.0) for one in records(train, "en")]
    texts = records(world) if world else []
    counts = Counter(map(genre_of, texts))
    even = len(texts) / len(counts) if counts else 0.0
    for record in texts:
        genre = genre_of(record)
        weight = min(MOST, max(LEAST, (even / counts[genre]) ** 0.5))
        found.append(Article(record["text"], list(_attributions(record["quotes"])), genre, weight))
    return found


def genre_of(record: dict[str, Any]) -> str:
    """The genre of a record of WORLD without what its brackets add."""
    return str(record.get("genre")).partition(" (")[0]


def _attributions(quotes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """The labels of a text as attributions; one without a source of its own has that of its speaker's last."""
    last: dict[str, list[int]] = {}
    for quote in sorted(quotes, key=lambda one: one["segments"]):
        own = quote.get("source_span")
        source = own or last.get(quote["speaker"])
        if own and quote["speaker"]:
            last[quote["speaker"]] = own
        cue = quote.get("cue_span")
        yield {
            "source": [source] if source else [],
            "cue": [cue] if cue else [],
            "content": quote["segments"],
            "kind": quote["kind"],
        }
