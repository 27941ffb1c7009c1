"""The pages of the site that are made from elsewhere (a hook of mkdocs): the front page and its kin from the files of
the project's root, the rules, the agencies and the command from the code."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterable
from html import escape
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from wireparse.exporters.terminal_safe import visible
from wireparse.knowledge.agencies import Wire, wires
from wireparse.rule import Rule
from wireparse.rule_catalogue import catalogue

ROOT = Path(__file__).resolve().parent.parent
# Pages of the site whose files lie in the project's root.
FRONT = {
    "README.md": "index.md", "CONTRIBUTING.md": "contributing.md", "SECURITY.md": "security.md",
    "CHANGELOG.md": "changelog.md", "NOTICE": "notice.md",
}  # fmt: skip
STAGES = {
    "line": ("Rules for lines", "They give every line a letter by its look and its words."),
    "block": ("Rules for blocks", "They make blocks of lines, by their letters and by what stands around them."),
    "dateline": ("Rules for datelines", "They read where, by whom and when a story was filed."),
    "byline": ("Rules for bylines", "They read who wrote it."),
    "given": ("What a file states", "What the file itself says of a part of its text, by the form of input."),
    "quote": ("Rules for quotes", "The constructions in which a source says something."),
    "version": (
        "Rules for versions",
        "Why a story is a version of another. They compare two stories, so they have no examples.",
    ),
}
COMMANDS = ("convert", "show", "explain", "rules", "agencies", "formats", "schema")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made."""
    pages = {target: (ROOT / name).read_text(encoding="utf-8") for name, target in FRONT.items()}
    pages["notice.md"] = f"# Notice\n\n{fenced(pages['notice.md'])}"
    pages |= {f"rules/{stage}.md": rules_page(stage) for stage in STAGES}
    pages |= {"agencies.md": agencies_page(wires()), "reference/command.md": command_page()}
    for target, content in pages.items():
        files.append(File.generated(config, target, content=content))
    return files


def on_page_markdown(markdown: str, **_: object) -> str:
    """Turn links between files of the project into links between pages of the site."""
    for name, target in FRONT.items():
        markdown = re.sub(rf"\]\((?:\.\./)?{re.escape(name)}(?=[)#])", f"]({target}", markdown)
    return re.sub(r"(\]\(|src(?:set)?=\")docs/", r"\1", markdown)


def fenced(text: str, language: str = "text") -> str:
    """`text` as a block of code, whatever it contains."""
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}{language}\n{visible(text)}\n{fence}\n"


def rules_page(stage: str) -> str:
    """The rules of a stage, in the order in which they are tried."""
    title, about = STAGES[stage]
    known = [rule for rule in catalogue().values() if rule.id.partition(".")[0] == stage]
    return "\n".join([f"# {title}", "", f"{about} In the order in which they are tried.", "", *map(rule_text, known)])


def rule_text(rule: Rule) -> str:
    parts = [f"## {rule.id}\n", f"{escape(rule.summary)} *{rule.certainty.capitalize()}.*\n"]
    for label, examples in (("Fires on", rule.yes), ("Not on", rule.no)):
        if examples:
            parts += [f"{label}:\n", *map(fenced, examples)]
    return "\n".join(parts)


def agencies_page(known: Iterable[Wire]) -> str:
    """The wires in a table."""
    rows = [
        f"| {cell(wire.name)} | `{wire.id}` | {wire.country} | {cell(', '.join(wire.aliases))} "
        f"| {cell('; '.join(sign.replace('{C}', 'CITY') for sign in wire.signs))} |"
        for wire in sorted(known, key=lambda wire: wire.name.casefold())
    ]
    head = (
        "# Agencies\n\n"
        f"The {len(rows)} wires that wireparse knows, how their names are printed and how they sign. "
        "`wireparse agencies NAME` tells more; [how to add one](extending.md#add-an-agency).\n\n"
        "| name | id | country | printed as | signs |\n|---|---|---|---|---|\n"
    )
    return head + "\n".join(rows) + "\n"


def cell(text: str) -> str:
    """`text` in a table."""
    return re.sub(r"([\\`*_\[\]|~])", r"\\\1", escape(visible(text), quote=False))


def command_page() -> str:
    """What `--help` says of each command."""
    parts = ["# On the command line\n", fenced(told()), *(f"## {name}\n\n{fenced(told(name))}" for name in COMMANDS)]
    return "\n".join(parts)


def told(*command: str) -> str:
    environment = os.environ | {"COLUMNS": "96", "NO_COLOR": "1", "TERM": "dumb", "PYTHONUTF8": "1"}
    run = [sys.executable, "-m", "wireparse", *command, "--help"]
    result = subprocess.run(run, capture_output=True, text=True, env=environment, check=True)
    return "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())
