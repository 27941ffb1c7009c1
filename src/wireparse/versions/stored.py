from collections.abc import Iterable

from wireparse.knowledge.site_lines import SiteLines
from wireparse.versions.grouping import Family


def store(path: str, families: Iterable[Family], furniture: SiteLines | None) -> None:
    raise NotImplementedError
