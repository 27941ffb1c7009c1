"""Blocks: every line lands in exactly one.

Lines become letters and features (`reading`), the window's states cut them into zones (`window`), and each zone is
tiled with the patterns of `rules` (`tiling`).
"""

from wireparse.blocks.marks import NO_PAGE, Page
from wireparse.blocks.reading import Trace, classify_lines, trace
from wireparse.blocks.tiling import tile

__all__ = ["NO_PAGE", "Page", "Trace", "classify_lines", "tile", "trace"]
