"""`python -m wireparse` and the console script."""

from __future__ import annotations

import json
import sys


def main() -> None:
    from wireparse.parser import Parser

    parser = Parser()
    with open(sys.argv[2], encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            print(json.dumps(parser.parse(record["text"], name=record["id"]).to_dict(), ensure_ascii=False))


if __name__ == "__main__":
    main()
