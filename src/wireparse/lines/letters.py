"""The alphabet of lines: a letter for what a line looks like by itself, so that a story's lines are one short string.

Which line gets which letter say the rules for lines; the rules for blocks are written with the letters' names.
"""

from typing import Final

__all__ = ["LETTERS"]

END_MARK: Final = "z"
DECORATION: Final = "."
NUMBER: Final = "#"
COPYRIGHT: Final = "y"
EDITOR_CREDIT: Final = "E"
PHOTO_CREDIT: Final = "f"
CAPTION: Final = "c"
READ_MORE: Final = "r"
READ_MORE_HEADER: Final = "q"
READ_MORE_LABEL: Final = "R"
RELATED_HEADER: Final = "g"
SHARE: Final = "u"
COMMENT: Final = "o"
PROMOTED_HEADER: Final = "A"
PROMO: Final = "m"
CONTACT: Final = "k"
DESK: Final = "i"  # a slug, or a note by or to editors
SOURCE_CREDIT: Final = "w"
BYLINE: Final = "b"
BYLINE_LABEL: Final = "Y"
AUTHOR_NOTE: Final = "a"
WEB_ADDRESS: Final = "U"
HOUR: Final = "H"
TIMESTAMP: Final = "t"
MENU: Final = "n"
BREADCRUMB: Final = "B"
MENU_ROW: Final = "M"
DATELINE: Final = "D"
OPENS_WITH_DATELINE: Final = "d"
TEASER: Final = "e"
HEADING: Final = "S"  # by its marks, or in capitals
LIST_ITEM: Final = "l"
MENU_ITEM: Final = "v"
TABLE_ROW: Final = "0"
PROSE: Final = "p"
SENTENCE: Final = "s"
NAME: Final = "N"
WORD: Final = "x"
TITLE: Final = "h"

#: The letters by name, as the rules for blocks are written: `byline-label` is `BYLINE_LABEL`.
LETTERS: Final = {name.lower().replace("_", "-"): letter for name, letter in dict(globals()).items() if name.isupper()}
