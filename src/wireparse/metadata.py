"""What a file knows by itself: marks over the text that was composed of it, and what it says in no line of that text.

A reader of a form with structure hands both over.  What a file states outright (its headline element) is certain and
goes by the rule `given.FORM`; what is only evidence (an element, its classes) is weighed with the rest.
"""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

from wireparse.model import BlockKind, Publication, Wire
from wireparse.record import Record
from wireparse.rule import Rule

__all__ = ["GIVEN_RULES", "KIND_OF_BLOCK", "Mark", "MarkKind", "Metadata", "given_rule"]

MarkKind: TypeAlias = Literal[
    "headline", "subheadline", "byline", "author", "dateline", "slugline", "ednote", "credit", "caption", "paragraph",
    "subhead", "list_item", "copyright", "end_mark", "other",
]  # fmt: skip

#: The kind of block that a mark of each kind makes; an author stands inside a byline and makes none.
KIND_OF_BLOCK: Final[dict[str, BlockKind]] = {
    "headline": "headline",
    "subheadline": "subheadline",
    "byline": "byline",
    "dateline": "dateline",
    "slugline": "other",
    "ednote": "other",
    "credit": "source_credit",
    "caption": "caption",
    "paragraph": "paragraph",
    "subhead": "subhead",
    "list_item": "list_item",
    "copyright": "copyright",
    "end_mark": "end_mark",
    "other": "other",
}


class Mark(Record):
    """A stretch of the text and what the file says of it: `start` to `end` in code points, half-open.

    `kind` is what it is, null where the mark is nothing but evidence: the `element` that the stretch stood in, its
    `classes`, the share of its characters that are `links`, the numbers of the elements that
    it is `held` by, the nearest first.  A mark that is not `sure` may be found to be furniture
    after all: a paragraph of a feed that holds a byline or a sign-off.  `value` is what the stretch means where that
    is not what is written ("Nora Vance" of "Vance, Nora").  Marks do not overlap, but that authors lie in bylines.
    """

    kind: MarkKind | None
    start: int
    end: int
    sure: bool = True
    value: str | None = None
    element: str = ""
    classes: tuple[str, ...] = ()
    links: float = 0.0
    held: tuple[int, ...] = ()

    @property
    def parent(self) -> int:
        """The number of the element around the one that the stretch stood in; -1 where that is the outermost."""
        return self.held[1] if len(self.held) > 1 else -1


class Metadata(Record):
    """What a file says of its story in no line of the text: the `form` it has, the file's own `id` for the story, its
    address, when it was fetched; the wire's name; the times of publication and of the last version (ISO 8601); the
    language (BCP 47); the paper and the wire's header; the titles that it gives the story, the likeliest first, and the
    names of the authors; how it sums the story up; the site that it ran on."""

    form: str | None = None
    id: str | None = None
    url: str | None = None
    retrieved: str | None = None
    agency: str | None = None
    published: str | None = None
    updated: str | None = None
    language: str | None = None
    publication: Publication | None = None
    wire: Wire | None = None
    titles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    summaries: tuple[str, ...] = ()
    site: str | None = None


def given_rule(form: str | None) -> str:
    """The id of the rule by which a part is what its file says it is."""
    return f"given.{form or 'caller'}"


def _rule(form: str, what: str) -> Rule:
    return Rule(id=given_rule(form), summary=f"{what} says that it is this.", certainty="sure", yes=(), no=())


#: The rules of the forms that state what their parts are.
GIVEN_RULES: Final = tuple(
    _rule(form, what)
    for form, what in (
        ("nitf", "The NITF document"),
        ("newsml12", "The NewsML 1.2 item"),
        ("newsmlg2", "The NewsML-G2 item"),
        ("ninjs", "The ninjs item"),
        ("feed", "The entry of the feed"),
        ("anpa", "The ANPA message"),
        ("iptc7901", "The IPTC 7901 message"),
        ("nexis", "The Nexis export"),
        ("factiva", "The Factiva export"),
        ("proquest", "The ProQuest export"),
        ("europresse", "The Europresse export"),
        ("mail", "The mail message"),
        ("html", "The head of the page"),
    )
)
