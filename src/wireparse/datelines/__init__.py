"""Datelines: a grammar over the shape of a text's opening.

`lexer` turns the opening into a string of letters (with `place_names` and `date_spans` for its parts), the rules of
`wireparse.datelines.rules` say what the letters may spell, `plausibility` asks what letters cannot say, and `read` puts
the dateline together.  `cjk` reads the forms of scripts without spaces.
"""

from wireparse.datelines.read import (
    FoundDateline,
    find_dateline,
    make_agency,
    make_dateline,
    read_dateline,
    stated_dateline,
)

__all__ = ["FoundDateline", "find_dateline", "make_agency", "make_dateline", "read_dateline", "stated_dateline"]
