"""Stories in scripts that run to the left, or whose characters are wide: on the terminal, in Markdown and in tables."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from rich.cells import cell_len

from tests.command import wireparse
from wireparse.cli.terminal import print_rows

WIDE = {
    "ja": (
        "フェリー、月曜に運航再開へ、港では準備が進む",
        "国土交通相は「フェリーは月曜から必ず再開する」と述べた。乗組員は待っていた。",
    ),
    "zh": (
        "渡轮周一恢复航行，港口正在做最后准备工作",
        "交通部长李伟说：“渡轮将于周一恢复航行，一切已经准备就绪。”船员等待一周。",
    ),
    "ko": (
        "여객선 월요일부터 운항 재개, 항구는 준비 중",
        '해양수산부 장관은 "여객선은 월요일부터 다시 운항한다"고 말했다. 승무원들은 기다렸다.',
    ),
}
LEFTWARD = {
    "ar": ("العبّارات تعود إلى البحر", 'القاهرة - قالت سلمى النجار: "انتظرنا هذا اليوم طويلا في الميناء".'),
    "fa": ("کشتی‌ها به دریا می‌روند", "تهران - وزیر راه گفت: «کشتی‌ها از دوشنبه حرکت می‌کنند»."),
    "he": ("המעבורות חוזרות לים", 'חיפה - "המעבורות יצאו ביום שני", אמר שר התחבורה יוסי לוין.'),
    "ur": ("کشتیاں پیر سے چلیں گی", 'کراچی - وزیر نے کہا کہ "کشتیاں پیر سے دوبارہ چلیں گی"۔'),
}
STORIES = WIDE | LEFTWARD


def written(tmp_path: Path, language: str) -> Path:
    path = tmp_path / f"{language}.txt"
    path.write_text("\n\n".join(STORIES[language]) + "\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("language", STORIES)
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, language)
    result = wireparse("show", str(path), "--color", "never", env={"COLUMNS": "36"})
    shown = result.stdout.decode().splitlines()
    assert shown
    assert max(map(cell_len, shown)) <= 36
    assert "".join(STORIES[language][0].split()) in "".join("".join(shown).split())


@pytest.mark.parametrize("language", LEFTWARD)
def test_no_mark_of_direction_is_put_into_the_text(tmp_path: Path, language: str) -> None:
    path = written(tmp_path, language)
    headline, paragraph = STORIES[language]
    document = wireparse("convert", str(path), "--to", "md", "-o", "-").stdout.decode()
    assert f"# {headline}\n\n{paragraph}\n" in document
    table = wireparse("convert", str(path), "--to", "csv", "--table", "quotes", "-o", "-").stdout.decode()
    (quote,) = csv.DictReader(io.StringIO(table))
    assert quote["text"] in paragraph


def test_columns_stand_below_each_other_though_characters_are_wide(capsys: pytest.CaptureFixture[str]) -> None:
    print_rows([("xinhua", "新华社", "CN"), ("kyodo", "共同", "JP"), ("ntb", "NTB", "NO")])
    lines = capsys.readouterr().out.splitlines()
    assert {cell_len(line[:-2]) for line in lines} == {16}
