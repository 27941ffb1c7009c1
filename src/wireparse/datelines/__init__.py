"""Datelines: a grammar over the shape of a text's opening.

`lexer` turns the opening into a string of letters (with `places` and `dates` for its parts), the rules of
`wireparse.datelines.rules` say what the letters may spell, `sense` asks what letters cannot say, and `reader` puts the
dateline together.  `unspaced` reads the forms of scripts without spaces.
"""

from wireparse.datelines.read import Found, find_dateline, make_agency, make_dateline, read_dateline, stated_dateline

__all__ = ["Found", "find_dateline", "make_agency", "make_dateline", "read_dateline", "stated_dateline"]
