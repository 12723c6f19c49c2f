"""The hand-marked facts beside the example and test articles are well-formed and true to their articles."""

import datetime as dt
import html
import re
import unicodedata
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).parent.parent
MARKED = ROOT / "tests" / "data" / "facts"
EXAMPLES = ROOT / "examples" / "articles"
FACT_FILES = sorted([*MARKED.glob("*.facts.tsv"), *EXAMPLES.glob("*.facts.tsv")])
KINDS = {"person", "place", "organisation", "group", "number", "date", "quote", "event"}
WEEKDAYS = {
    day: number
    for days in (
        "monday tuesday wednesday thursday friday saturday sunday",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
    )
    for number, day in enumerate(days.split())
}


class Row(NamedTuple):
    kind: str
    text: str
    key: str
    aliases: str
    detail: str

    @property
    def forms(self) -> list[str]:
        return [self.text, *filter(None, self.aliases.split("|"))]


def article_of(facts: Path) -> str:
    name = facts.name.removesuffix(".facts.tsv")
    (article,) = (path for path in facts.parent.glob(f"{name}.*") if path != facts)
    return " ".join(html.unescape(article.read_text(encoding="utf-8")).split())


def rows_of(facts: Path) -> list[Row]:
    return [Row(*line.split("\t")) for line in facts.read_text(encoding="utf-8").splitlines()]


def fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.replace("’", "'"))
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).casefold().split())


def occurs(form: str, article: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(' '.join(form.split()))}(?!\w)", article) is not None


def canonical(row: Row) -> bool:
    if row.kind == "number":
        value = Decimal(row.key)
        return row.key == format(value.normalize(), "f")
    if row.kind == "date":
        parts = [int(part) for part in row.key.split("-")]
        return dt.date(*[*parts, 1, 1][:3]).isoformat().startswith(row.key)
    if row.kind == "event":
        return re.fullmatch(r"[a-z]+(-[a-z]+)*", row.key) is not None
    if row.kind == "quote":
        return row.key == re.sub(r"[.,!?…]+$", "", fold(row.text))
    if row.kind in {"person", "place"}:
        return row.key == fold(row.text)
    if row.kind == "organisation":
        return row.key in {fold(form) for form in row.forms}
    return row.key == fold(row.key)


facts_files = pytest.mark.parametrize("facts", FACT_FILES, ids=lambda path: path.name.split(".")[0])


@pytest.mark.parametrize(("folder", "least"), [(MARKED, 14), (EXAMPLES, 7)], ids=["marked", "examples"])
def test_every_article_has_its_facts(folder: Path, least: int):
    articles = {
        p.name.split(".")[0] for p in folder.iterdir() if not p.name.endswith((".facts.tsv", "README.md"))
    }
    marked = {p.name.split(".")[0] for p in folder.glob("*.facts.tsv")}
    assert articles == marked
    assert len(articles) >= least


@facts_files
def test_rows_are_known_kinds_and_distinct(facts: Path):
    rows = rows_of(facts)
    assert {row.kind for row in rows} <= KINDS
    keys = [(row.kind, row.key) for row in rows]
    assert sorted(set(keys)) == sorted(keys)
    assert len(rows) >= 10


@facts_files
def test_every_form_stands_in_the_article(facts: Path):
    article = article_of(facts)
    assert [form for row in rows_of(facts) for form in row.forms if not occurs(form, article)] == []


@facts_files
def test_quotes_stand_between_quotation_marks(facts: Path):
    article = article_of(facts)
    quotes = [" ".join(row.text.split()) for row in rows_of(facts) if row.kind == "quote"]
    assert [q for q in quotes if not re.search(rf"[\"“«] ?{re.escape(q)}[.,]? ?[\"”»]", article)] == []


@facts_files
def test_keys_are_canonical(facts: Path):
    assert [row for row in rows_of(facts) if not canonical(row)] == []


@facts_files
def test_weekdays_agree_with_their_dates(facts: Path):
    for row in rows_of(facts):
        if row.kind == "date":
            days = {WEEKDAYS[word] for form in row.forms for word in form.lower().split() if word in WEEKDAYS}
            assert days <= {dt.date.fromisoformat(row.key).weekday() if len(row.key) == 10 else None}, row


@pytest.mark.parametrize("article", sorted(MARKED.glob("*.txt")), ids=lambda path: path.stem)
def test_no_numeral_is_left_unmarked(article: Path):
    """Digits outside of a marked number, date or name are times of day and labels only."""
    body = article.read_text(encoding="utf-8").partition("\n\n")[2]
    forms = [
        f
        for row in rows_of(article.with_suffix(".facts.tsv"))
        if row.kind not in {"quote", "event"}
        for f in row.forms
    ]
    for form in sorted(forms, key=len, reverse=True):
        body = re.sub(rf"(?<!\w){re.escape(form)}(?!\w)", "·", body)
    assert set(re.findall(r"\S*\d\S*", body)) <= {"Covid-19,"}
