"""`python -m wireparse` and the console script."""

from __future__ import annotations

from wireparse.cli import main

__all__ = ["main"]

if __name__ == "__main__":
    main()
