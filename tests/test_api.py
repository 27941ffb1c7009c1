"""The library as a person meets it: what is at the top, what help says, what is said of arguments that cannot be
meant."""

from __future__ import annotations

import ast
import datetime
import inspect
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import wireparse
from wireparse import UsageError, model
from wireparse.arguments import checked_date, checked_language

SOURCE = Path(wireparse.__file__).parent
TEXT = "OSLO (NTB) - “The ferries sail again,” Kari Vik said on Friday."

MISTAKES = [
    (lambda: wireparse.parse(b"OSLO"), "parse takes text, not bytes; decode them, or let parse_file read the file"),
    (lambda: wireparse.parse(bytearray(b"OSLO")), "parse takes text, not bytes"),
    (lambda: wireparse.parse(Path("a.txt")), "Path; give a str, or a path to parse_file"),
    (lambda: wireparse.parse(None), "parse takes text, not NoneType"),
    (lambda: wireparse.parse(TEXT, date="yesterday"), "'yesterday' is no date; write it as 2017-11-22"),
    (lambda: wireparse.parse(TEXT, date="2017-13-40"), "'2017-13-40' is no date"),
    (lambda: wireparse.parse(TEXT, date="2017-11-22, Tuesday"), "is no date"),
    (lambda: wireparse.parse(TEXT, date=20171122), "20171122 is no date"),
    (lambda: wireparse.parse(TEXT, language="english"), "unknown language 'english'; did you mean 'en'?"),
    (lambda: wireparse.parse(TEXT, language="Germn"), "did you mean 'de'?"),
    (lambda: wireparse.parse(TEXT, language="eng"), "did you mean 'en'?"),
    (lambda: wireparse.parse(TEXT, language="xx"), "unknown language 'xx' (write a tag such as en, de or pt-BR)"),
    (lambda: wireparse.parse(TEXT, language=""), "unknown language ''"),
    (lambda: wireparse.parse(TEXT, language=3), "unknown language '3'"),
    (lambda: wireparse.parse_file("none.txt", date="yesterday"), "'yesterday' is no date"),
    (lambda: wireparse.parse_file("none.txt", language="english"), "unknown language"),
    (lambda: wireparse.parse_file("none.txt", encoding="utf8mb4"), "unknown encoding 'utf8mb4'"),
    (lambda: wireparse.parse_stories("none.txt", date="yesterday"), "'yesterday' is no date"),  # before the first story
    (lambda: wireparse.parse_stories("none.txt", language="english"), "unknown language"),
    (lambda: wireparse.Parser(disable="line.promo"), "as a set, also if there is only one; write {'line.promo'}"),
    (lambda: wireparse.Parser(disable=["line.promoo"]), "unknown rule 'line.promoo'; did you mean 'line.promo'?"),
    (lambda: wireparse.Parser(disable=3), "rules to switch off are given as a set"),
]


@pytest.mark.parametrize(("call", "message"), MISTAKES, ids=[message for _, message in MISTAKES])
def test_what_cannot_be_meant_is_told(call: Callable[[], object], message: str) -> None:
    with pytest.raises(UsageError) as told:
        call()
    assert message in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("en", "en"), ("EN", "en"), ("pt_BR", "pt-BR"), ("zh-hans-cn", "zh-Hans-CN"), ("de-CH-1901", "de-CH-1901"),
        ("haw", "haw"), ("es-419", "es-419"), ("sl-rozaj", "sl-rozaj"), ("en-u-CA-gregory", "en-u-ca-gregory"),
        ("en-x-wire-us", "en-x-wire-us"), (None, None),
    ],
)  # fmt: skip
def test_a_tag_is_kept_in_its_usual_capitals(given: str | None, kept: str | None) -> None:
    assert checked_language(given) == kept


@pytest.mark.parametrize(
    "tag", ["e", "en-", "-en", "en--GB", "en-x", "en-abcdefghi", "e n", "en\n", "en" + "-a1b2c3" * 20]
)
def test_what_only_looks_like_a_tag_is_none(tag: str) -> None:
    with pytest.raises(UsageError):
        checked_language(tag)


def test_a_day_is_a_day_however_it_is_given() -> None:
    days = [
        "2017-11-22",
        "20171122",
        "2017-11-22T10:15:00Z",
        datetime.date(2017, 11, 22),
        datetime.datetime(2017, 11, 22, 9),
    ]
    assert {checked_date(day) for day in days} == {"2017-11-22"}
    stories = [wireparse.parse(TEXT, date=day) for day in days]
    assert {story.dates[0].iso for story in stories} == {"2017-11-17"}


def test_the_top_holds_the_model_and_the_errors_and_nothing_else() -> None:
    from wireparse import errors

    records = {name for name, value in vars(model).items() if isinstance(value, type) and hasattr(value, "_fields")}
    raised = {name for name in errors.__all__ if name.endswith("Error")}
    assert (records | raised) <= set(wireparse.__all__)
    code = "import wireparse\nwireparse.parse('a')\nwireparse.Quote, wireparse.explain, wireparse.export\n"
    code += "print(*dir(wireparse))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert sorted(shown) == sorted(wireparse.__all__)
    assert all(getattr(wireparse, name) is not None for name in wireparse.__all__)
    with pytest.raises(AttributeError, match="module 'wireparse' has no attribute 'Qoute'"):
        wireparse.Qoute  # type: ignore[attr-defined]  # noqa: B018


def test_the_names_for_type_checkers_are_those_at_the_top() -> None:
    tree = ast.parse((SOURCE / "__init__.py").read_text(encoding="utf-8"))
    (block,) = [node for node in tree.body if isinstance(node, ast.If)]
    typed = {
        alias.asname: node.module for node in block.body if isinstance(node, ast.ImportFrom) for alias in node.names
    }
    assert typed.keys() == set(wireparse.__all__) - {"__version__", "parse"}
    for name, home in typed.items():
        assert getattr(wireparse, name) is getattr(sys.modules[str(home)], name)


def test_a_function_does_not_hide_a_package() -> None:
    import wireparse.exporters as package

    assert callable(wireparse.export)
    assert package.FORMATS
    assert callable(wireparse.explain)


def public() -> Iterator[tuple[str, Any]]:
    """The functions at the top, and the methods of the classes there."""
    for name in wireparse.__all__:
        value = getattr(wireparse, name)
        if inspect.isfunction(value):
            yield name, value
        elif inspect.isclass(value):
            methods = {name: method for name, method in vars(value).items() if inspect.isfunction(method)}
            yield from ((f"{name}.{called}", method) for called, method in methods.items() if called[0] != "_")


@pytest.mark.parametrize(("name", "function"), list(public()), ids=[name for name, _ in public()])
def test_help_tells_every_parameter(name: str, function: Any) -> None:
    doc = inspect.getdoc(function)
    assert doc
    parameters = [one for one in inspect.signature(function).parameters.values() if one.name != "self"]
    for parameter in parameters if len(parameters) > 3 else []:
        told = f"    {parameter.name}: " in doc or f"`{parameter.name}`" in doc
        assert told, f"{name} does not tell {parameter.name}"
    for parameter in parameters:
        assert parameter.annotation not in (inspect.Parameter.empty, "Any", Any), f"{name}: {parameter.name}"


def fields_told(path: Path) -> Iterator[tuple[str, bool]]:
    """The fields of a module's public records, each with whether a docstring follows."""
    for cls in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(cls, ast.ClassDef) and not cls.name.startswith("_"):
            for node, after in zip(cls.body, [*cls.body[1:], None], strict=True):
                if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
                    told = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
                    yield f"{cls.name}.{node.target.id}", told


@pytest.mark.parametrize(
    "module", ["model", "explanation", "exporters/format", "readers/input_form", "rule", "quotes/decisions"]
)
def test_public_records_tell_each_field(module: str) -> None:
    fields = dict(fields_told(SOURCE / f"{module}.py"))
    assert len(fields) > 4
    assert not [field for field, told in fields.items() if not told]
