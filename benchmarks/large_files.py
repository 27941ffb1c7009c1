"""Large files of many stories: memory and speed of taking them apart, one made after the other in a temporary folder.

python benchmarks/large_files.py [MEGABYTES]        # of each file; 300 unless said otherwise
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

PROSE = "The ferry stayed in port on Monday, its captain said, and nobody knew when it would sail. " * 6
#: What each child process is asked to do: take a file apart and say how many stories, seconds and kilobytes that took.
CHILD = """
import resource, sys, time
from wireparse.readers import Settings
from wireparse.readers.stories import named_pieces, opened
begun = time.perf_counter()
form, stream = opened(sys.argv[1], "auto", "text")
count = sum(1 for _ in named_pieces(form, stream, sys.argv[1], Settings()))
print(form.id, count, time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def nexis_text(out: IO[str], size: int) -> None:
    for number in range(1, size // 3000 + 1):
        out.write(
            f"{'':30}{number} of 999999 DOCUMENTS\n\n\nThe Quay\n\nMarch 5, 2018 Monday\n\n"
            "Ferry held\n\nLENGTH: 9 words\n\n"
        )
        out.write(f"{PROSE}\n\n" * 5 + "LOAD-DATE: March 6, 2018\n\nCopyright 2018 The Quay\n\n")


def nexis_page(out: IO[str], size: int) -> None:
    out.write("<HTML><HEAD><!-- LXNComment --></HEAD><BODY>\n")
    for number in range(1, size // 3000 + 1):
        out.write(f"<!-- <DOC NUMBER={number}> --><DIV><P><SPAN>{number} of 999999 DOCUMENTS</SPAN></P></DIV>\n")
        out.write(
            f"<P>The Quay</P><P>March 5, 2018</P><P>Ferry held</P><P>LENGTH: 9 words</P>{f'<P>{PROSE}</P>' * 5}\n"
        )


def newsml(out: IO[str], size: int) -> None:
    out.write('<?xml version="1.0"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>\n')
    for number in range(size // 3000):
        out.write(
            f'<newsItem guid="urn:{number}"><contentMeta><headline>Ferry held</headline></contentMeta><contentSet>'
        )
        out.write(f"<inlineXML><html>{f'<p>{PROSE}</p>' * 5}</html></inlineXML></contentSet></newsItem>\n")
    out.write("</itemSet></newsMessage>")


def feed(out: IO[str], size: int) -> None:
    out.write("<rss version='2.0'><channel><title>Quay</title>\n")
    for number in range(size // 3000):
        out.write(
            f"<item><guid>{number}</guid><title>Ferry held</title>"
            f"<description><![CDATA[{PROSE * 5}]]></description></item>\n"
        )


def mailbox(out: IO[str], size: int) -> None:
    for number in range(size // 3000):
        out.write(
            f"From a@b.example Tue Mar  6 10:15:00 2018\nFrom: a@b.example\n"
            f"Subject: Ferry {number}\nMessage-ID: <{number}>\n\n"
        )
        out.write(f"{PROSE}\n\n" * 5)


FILES: dict[str, Callable[[IO[str], int], None]] = {
    "nexis.txt": nexis_text,
    "nexis.html": nexis_page,
    "newsmlg2.xml": newsml,
    "feed.rss": feed,
    "mail.mbox": mailbox,
}


def measured(path: Path, size: int) -> None:
    """Take a file apart in a process of its own."""
    done = subprocess.run([sys.executable, "-c", CHILD, str(path)], capture_output=True, text=True, check=True)
    form, count, seconds, kilobytes = done.stdout.split()
    speed = size / 1e6 / float(seconds)
    print(
        f"{path.name:14}{form:10}{int(count):>9,} stories {size / 1e6:>7.0f} MB"
        f"{speed:>6.0f} MB/s {int(kilobytes) / 1e3:>6.0f} MB"
    )


def main() -> None:
    size = int(sys.argv[1] if len(sys.argv) > 1 else 300) * 1_000_000
    with tempfile.TemporaryDirectory() as folder:
        for name, make in FILES.items():
            path = Path(folder, name)
            with path.open("w", encoding="utf-8") as out:
                make(out, size)
            measured(path, path.stat().st_size)
            path.unlink()
        path = Path(folder, "stories.zip")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for number in range(size // 300_000):
                archive.writestr(f"{number % 100}/{number}.txt", PROSE * 550)
        measured(path, size)


if __name__ == "__main__":
    main()
