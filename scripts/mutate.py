#!/usr/bin/env python3
"""Change the program in small random ways and see whether a test notices.

    python scripts/mutate.py map.json                         # first: which test runs which lines (needs `coverage`)
    python scripts/mutate.py map.json --number 220 --seed 1   # then: try so many mutants, print the survivors
    python scripts/mutate.py map.json --only FILE             # try the mutants of such a print again

A mutant is one change of one place: a comparison turned or made strict, `and` for `or`, a condition negated, a number
raised by one or made nothing, a sum for a difference, a flag flipped, a result left out, a statement passed over.  As
many places of each room are drawn, by a seeded generator.  Only the tests that run the line are run, the quickest
first, until one fails; a mutant that needs more than `LONGEST` seconds of processor time is caught too.  Nothing is
written: each mutant lives in a process of its own, and only its module is another than on the disk.  Golden stories
are read first and without pytest, as most mutants die there; of the other tests those are run that together take as
long as `--seconds` says.

The figures and what is said of the survivors: docs/reliability.md.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.util
import json
import os
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, ModuleType
from typing import Any, NamedTuple

import hypothesis  # noqa: F401  imported once, before the processes part
import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src"
ROOMS = ("quotes", "speakers", "blocks", "datelines")
LONGEST = 25
QUIETLY = ("-q", "-p", "no:cacheprovider", "-W", "ignore")

#: The tests that are run: those that read stories in this process, quickly.
TESTS = (
    "golden", "gold", "rules", "quotes", "reported", "inquits", "mentions", "speakers", "kinds", "blocks", "bylines",
    "datelines", "when_and_where", "furniture", "layouts", "asides", "phrases", "certainty", "grammar", "language",
)  # fmt: skip

TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


class Mutant(NamedTuple):
    """One change: of the characters from start to end of a file, at a line."""

    path: str
    line: int
    start: int
    end: int
    old: str
    new: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.old}  ->  {self.new}"


# -- mutants ----------------------------------------------------------------------------------------------------------


def changes(node: ast.AST) -> Iterator[str]:
    """What may stand in a node's place."""
    if isinstance(node, ast.Compare) and len(node.ops) == 1:
        yield ast.unparse(ast.Compare(node.left, [TURNED[type(node.ops[0])]()], node.comparators))
    elif isinstance(node, ast.BoolOp):
        other = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield ast.unparse(ast.BoolOp(other, node.values))
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
        yield ast.unparse(node.operand)
    elif isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Sub)):
        other_sum = ast.Sub() if isinstance(node.op, ast.Add) else ast.Add()
        yield ast.unparse(ast.BinOp(node.left, other_sum, node.right))
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield repr(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
        yield repr(node.value + 1)
        if node.value:
            yield "0"
    elif isinstance(node, ast.IfExp):
        yield ast.unparse(ast.IfExp(ast.UnaryOp(ast.Not(), node.test), node.body, node.orelse))
    elif isinstance(node, ast.Return) and node.value is not None:
        yield "return None"
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield "pass"
    elif isinstance(node, ast.Continue):
        yield "break"


def places(node: ast.AST) -> Iterator[tuple[ast.AST, str]]:
    """Every node that may be changed, with what may stand there; no annotation, decorator, assertion or error."""
    if isinstance(node, (ast.Assert, ast.Raise, ast.Import, ast.ImportFrom)):
        return
    for new in changes(node):
        yield node, f"({new})" if isinstance(node, ast.expr) else new
    if isinstance(node, (ast.If, ast.While)):
        yield node.test, f"(not ({ast.unparse(node.test)}))"
    for field, value in ast.iter_fields(node):
        if field in ("annotation", "returns", "decorator_list", "type_comment"):
            continue
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, ast.AST):
                yield from places(child)


def mutants_of(path: Path) -> Iterator[Mutant]:
    """All mutants of a file."""
    data = path.read_bytes()
    starts = [0]
    for line in data.splitlines(keepends=True):
        starts.append(starts[-1] + len(line))
    for node, new in places(ast.parse(data)):
        assert isinstance(node, (ast.expr, ast.stmt))
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        start = starts[node.lineno - 1] + node.col_offset
        end = starts[node.end_lineno - 1] + node.end_col_offset
        old = " ".join(data[start:end].decode().split())
        yield Mutant(path.relative_to(SOURCE).as_posix(), node.lineno, start, end, old, new)


def drawn(number: int, seed: int) -> list[Mutant]:
    """As many mutants of each room, at different places."""
    generator = random.Random(seed)
    chosen = []
    for room in ROOMS:
        all_of_it = [
            mutant for path in sorted((SOURCE / "wireparse" / room).rglob("*.py")) for mutant in mutants_of(path)
        ]
        chosen += generator.sample(all_of_it, number // len(ROOMS))
    return chosen


# -- tests ------------------------------------------------------------------------------------------------------------


class Mutated(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Loads one module from another source than its file's."""

    def __init__(self, mutant: Mutant) -> None:
        path = SOURCE / mutant.path
        self.name = mutant.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        self.package = path.name == "__init__.py"
        self.path = path
        data = path.read_bytes()
        self.source = data[: mutant.start] + mutant.new.encode() + data[mutant.end :]

    def code(self) -> CodeType:
        return compile(self.source, str(self.path), "exec")

    def find_spec(self, fullname: str, path: Any, target: Any = None) -> Any:
        if fullname != self.name:
            return None
        spec = importlib.util.spec_from_loader(fullname, self, is_package=self.package, origin=str(self.path))
        if spec and self.package:
            spec.submodule_search_locations = [str(self.path.parent)]
        return spec

    def exec_module(self, module: ModuleType) -> None:
        module.__file__ = str(self.path)
        exec(self.code(), module.__dict__)


class Selected:
    """Of the collected tests only those named, in this order."""

    def __init__(self, names: list[str]) -> None:
        self.order = {name: at for at, name in enumerate(names)}

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


def golden_holds(names: list[str]) -> bool:
    """Whether the golden stories among the tests still come out as they should."""
    tests = [name for name in names if "test_golden.py::test_golden[" in name]
    if not tests:
        return True
    from tests.test_golden import RIGHT, golden, made

    wanted = {name.partition("[")[2].rstrip("]") for name in tests}
    paths = [path for path in RIGHT if f"{path.parent.name}/{path.stem}" in wanted]
    return all(made(path) == golden(path).read_text(encoding="utf-8") for path in paths)


def within(names: list[str], mapped: dict[str, Any], seconds: float) -> list[str]:
    """The quickest tests, but for the golden ones, that together take so long."""
    chosen, spent = [], 0.0
    for name in names:
        spent += mapped["seconds"].get(name, 0.0)
        if spent > seconds:
            break
        if "test_golden.py::test_golden[" not in name:
            chosen.append(name)
    return chosen


class Mapped:
    """Which lines each test runs, and how long it takes."""

    def __init__(self) -> None:
        import coverage

        self.coverage = coverage.Coverage(data_file=None, source=[str(SOURCE / "wireparse")], config_file=False)
        self.seconds: dict[str, float] = {}

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        self.coverage.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] = self.seconds.get(report.nodeid, 0.0) + report.duration


def files(names: Any = TESTS) -> list[str]:
    found = [path for name in names for path in sorted((ROOT / "tests").rglob(f"test_{name}.py"))]
    return [str(path) for path in found]


def map_tests(out: Path) -> None:
    """Run all tests once and write which of them run which lines."""
    mapped = Mapped()
    mapped.coverage.start()
    pytest.main([*QUIETLY, *files()], plugins=[mapped])
    mapped.coverage.stop()
    data, lines = mapped.coverage.get_data(), {}
    for name in data.measured_files():
        path = Path(name).relative_to(SOURCE).as_posix()
        lines[path] = {str(line): sorted(tests) for line, tests in data.contexts_by_lineno(name).items()}
    names = sorted(mapped.seconds, key=lambda name: mapped.seconds[name])
    number = {name: at for at, name in enumerate(names)}
    numbered = {
        path: {line: sorted(number[test] for test in tests if test in number) for line, tests in of_file.items()}
        for path, of_file in lines.items()
    }
    out.write_text(json.dumps({"tests": names, "seconds": mapped.seconds, "lines": numbered}), encoding="utf-8")


def tried(mutant: Mutant, mapped: dict[str, Any], seconds: float) -> str:
    """Whether a mutant is killed or survives, or that no test runs its line."""
    of_file = mapped["lines"].get(mutant.path, {})
    chosen = of_file.get(str(mutant.line))
    if chosen is None:
        return "survived, no test runs it"
    names = [mapped["tests"][number] for number in chosen] or mapped["tests"]  # run while modules load: all of them
    child = os.fork()
    if not child:
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        resource.setrlimit(resource.RLIMIT_CPU, (LONGEST, LONGEST))
        try:
            sys.meta_path.insert(0, Mutated(mutant))
            if not golden_holds(names):
                os._exit(1)
            names = within(names, mapped, seconds)
            wanted = {str(ROOT / name.partition("::")[0]) for name in names}
            code = int(pytest.main([*QUIETLY, "-x", *sorted(wanted)], plugins=[Selected(names)])) if names else 0
        except BaseException:
            code = 3
        os._exit(code)
    _, status = os.waitpid(child, 0)
    return "survived" if os.WIFEXITED(status) and os.WEXITSTATUS(status) == 0 else "killed"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("map", type=Path, help="which test runs which lines; made if it is not there")
    parser.add_argument("--number", type=int, default=220)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=Path, help="a file of mutants as this prints them")
    parser.add_argument("--seconds", type=float, default=10.0, help="of the tests that are no golden stories")
    parser.add_argument("--part", default="0/1", help="2/3: every third mutant, from the third")
    given = parser.parse_args()
    os.chdir(ROOT)
    sys.path[:0] = [str(ROOT), str(SOURCE)]
    if not given.map.exists():
        map_tests(given.map)
        return
    mapped = json.loads(given.map.read_text(encoding="utf-8"))
    mutants = drawn(given.number, given.seed)
    if given.only:
        wanted = given.only.read_text(encoding="utf-8")
        mutants = [mutant for mutant in mutants if str(mutant) in wanted]
    first, step = map(int, given.part.split("/"))
    mutants = mutants[first::step]
    killed = 0
    for mutant in mutants:
        start = time.perf_counter()
        verdict = tried(mutant, mapped, given.seconds)
        killed += verdict == "killed"
        print(f"{verdict:26} {time.perf_counter() - start:5.1f} s  {mutant}", flush=True)
    print(f"{killed} of {len(mutants)} killed")


if __name__ == "__main__":
    main()
