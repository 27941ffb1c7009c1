"""zip files: see `from_container`."""

from wireparse.readers.from_container import ZIP as FORM

__all__ = ["FORM"]
