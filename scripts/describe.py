"""The description that package indexes show, made from the README when the project is built (a metadata hook of
hatchling): an index knows no files beside it, so every address in it is absolute, or is left away.

Where the project lives says `home` of the hook's table in pyproject.toml, an address such as
`https://forge.example/wireparse/wireparse`; it gives the project's addresses too.  While it is empty there are neither
pictures nor links to files.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hatchling.metadata.plugin.interface import MetadataHookInterface

__all__ = ["Description", "described"]

PICTURE = re.compile(r"(?s)<picture>.*?</picture>\n*|!\[[^\]]*\]\((?!https?:)[^)]*\)\n*")
SOURCE = re.compile(r'(src(?:set)?=")(?!https?:)')
LINK = re.compile(r"(!?)\[([^\]]*)\]\((?!https?:|#)([^)]*)\)")
PLACES = {"Source": "", "Issues": "/issues", "Changelog": "/blob/HEAD/CHANGELOG.md"}


def described(readme: str, home: str) -> str:
    """The README with addresses below `home`; without any where that is empty."""
    if not home:
        return LINK.sub(r"\2", PICTURE.sub("", readme))
    raw = SOURCE.sub(rf"\1{home}/raw/HEAD/", readme)
    return LINK.sub(
        lambda link: f"{link[1]}[{link[2]}]({home}/{'raw' if link[1] else 'blob'}/HEAD/{link[3]})",
        raw,
    )


class Description(MetadataHookInterface):
    """Puts the description and the addresses into the metadata."""

    def update(self, metadata: dict[str, Any]) -> None:
        home = self.config["home"].rstrip("/")
        readme = (Path(self.root) / "README.md").read_text(encoding="utf-8")
        metadata["readme"] = {"content-type": "text/markdown", "text": described(readme, home)}
        metadata["urls"] = {name: home + path for name, path in PLACES.items()} if home else {}
