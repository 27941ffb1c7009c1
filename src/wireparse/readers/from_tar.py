"""tar files: see `from_container`."""

from wireparse.readers.from_container import TAR as FORM

__all__ = ["FORM"]
