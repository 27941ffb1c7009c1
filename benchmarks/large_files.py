"""Large files of many stories: memory and speed of taking them apart, one made after the other in a temporary folder.

python benchmarks/large_files.py [MEGABYTES] [NAME]...        # all, each as large as FILES says, unless said otherwise
python benchmarks/large_files.py --convert 30        # turn them into JSON Lines of headlines, which takes longer

Speed is that of one core: the seconds are the processor's.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import textwrap
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
begun = time.process_time()
form, stream = opened(sys.argv[1], "auto", "text")
count = sum(1 for _ in named_pieces(form, stream, sys.argv[1], Settings()))
print(form.id, count, time.process_time() - begun, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""
#: The same through the whole command, by one process.
CONVERT = """
import os, resource, sys, time
from wireparse.cli import run
from wireparse.readers.sniffing import form_of_file
begun, path = time.process_time(), sys.argv[1]
assert run(["convert", path, "-o", path + ".jsonl", "--fields", "headline", "-j1", "-q"]) == 0
count = sum(1 for _ in open(path + ".jsonl", "rb"))
os.unlink(path + ".jsonl")
used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(form_of_file(path, "text"), count, time.process_time() - begun, used)
"""
WRAPPED = textwrap.fill(PROSE, 75) + "\n\n"


def nexis_text(out: IO[str], size: int) -> None:
    for number in range(1, size // 3000 + 1):
        out.write(
            f"{'':30}{number} of 999999 DOCUMENTS\n\n\nThe Quay\n\nMarch 5, 2018 Monday\n\n"
            "Ferry held\n\nLENGTH: 9 words\n\n"
        )
        out.write(WRAPPED * 5 + "LOAD-DATE: March 6, 2018\n\nCopyright 2018 The Quay\n\n")


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


def factiva(out: IO[str], size: int) -> None:
    out.write("<html><head><title>Factiva</title></head><body>\n")
    for number in range(size // 3000):
        out.write(
            f'<div class="article enArticle" id="article-{number}"><div id="hd"><span class="enHeadline">Ferry held'
        )
        out.write("</span></div><div>9 words</div><div>5 March 2018</div><div>The Quay</div><div>QUAY</div>")
        out.write(
            f'<p class="articleParagraph enarticleParagraph">{PROSE}</p>' * 5 + f"<p>Document QUAY{number}</p></div>\n"
        )
    out.write("</body></html>")


def proquest(out: IO[str], size: int) -> None:
    for number in range(size // 3000):
        out.write(f"{'_' * 60}\n\nTitle: Ferry held\n\nPublication title: The Quay\n\nFull text: ")
        out.write(f"{PROSE}\n\n" * 5 + f"Publication date: Mar 5, 2018\n\nProQuest document ID: {number}\n\n")


def europresse(out: IO[str], size: int) -> None:
    out.write("<!DOCTYPE html><html><body>\n")
    for number in range(size // 3000):
        out.write(
            '<article><span class="DocPublicationName">Le Quai</span><p class="titreArticleVisu">Le bac reste</p>'
        )
        out.write(f'<div class="docOcurrContainer">{f"<p>{PROSE}</p>" * 5}</div>news·20180305·QU·{number}</article>\n')
    out.write("</body></html>")


#: Each with how many megabytes it has unless said otherwise.
FILES: dict[str, tuple[Callable[[IO[str], int], None], int]] = {
    "nexis.txt": (nexis_text, 300),
    "nexis.html": (nexis_page, 300),
    "factiva.html": (factiva, 300),
    "proquest.txt": (proquest, 300),
    "europresse.html": (europresse, 300),
    "newsmlg2.xml": (newsml, 500),
    "feed.rss": (feed, 300),
    "mail.mbox": (mailbox, 300),
    "stories.zip": (lambda out, size: None, 1000),
}


def packed(path: Path, size: int) -> None:
    """A zip of so many bytes, its members as they are, so that it is as large itself."""
    story = PROSE * 550
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for number in range(size // len(story)):
            archive.writestr(f"{number % 100}/{number}.txt", story)


def measured(path: Path, child: str) -> None:
    """Take a file apart, or convert it, in a process of its own."""
    size = path.stat().st_size
    done = subprocess.run([sys.executable, "-c", child, str(path)], capture_output=True, text=True, check=True)
    form, count, seconds, kilobytes = done.stdout.split()
    speed = size / 1e6 / float(seconds)
    print(
        f"{path.name:16}{form:12}{int(count):>9,} stories {size / 1e6:>7.0f} MB"
        f"{speed:>7.1f} MB/s {int(kilobytes) / 1e3:>6.0f} MB",
        flush=True,
    )


def main() -> None:
    words = sys.argv[1:]
    child = CONVERT if "--convert" in words else CHILD
    wanted = [word for word in words if word.isdigit()]
    names = [word for word in words if word in FILES] or list(FILES)
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            make, usual = FILES[name]
            size = int(wanted[0] if wanted else usual) * 1_000_000
            path = Path(folder, name)
            if name.endswith(".zip"):
                packed(path, size)
            else:
                with path.open("w", encoding="utf-8") as out:
                    make(out, size)
            measured(path, child)
            path.unlink()


if __name__ == "__main__":
    main()
