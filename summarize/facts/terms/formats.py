"""Glossary files: TSV and CSV tables, TBX (ISO 30042), and plain do-not-translate lists.

Table: the first line names the columns. Language codes (`en`, `fr`, `bm`, …) are columns of forms; `kind`,
`note` and `source` are optional. Forms of one language are parted by `|`, the preferred one first; a form
without lower-case letters is an acronym: `Economic Community of West African States|ECOWAS`. Lines that
start with `#` are comments. CSV files may use commas or semicolons.

TBX: `conceptEntry`/`langSec`/`term` (2019) or `termEntry`/`langSet`/`term` (2008); read without entities.

List (`.txt`): one name a line, to be kept as it is in every language.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from summarize.errors import GlossaryError
from summarize.facts.terms.term import KINDS, Term, make_term, normal

SIZE_LIMIT = 10_000_000
"""Largest glossary file that is read, in bytes."""

_LANGUAGE = re.compile(r"[a-z]{2,3}")
_EXTRA = ("kind", "note", "source")
_CURE = "Run `summarize glossary check {path}` to see every problem."


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a glossary file."""

    line: int
    """1-based line number; 0 for the file as a whole."""
    message: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.message}" if self.line else self.message


@dataclass(frozen=True, slots=True)
class Numbered:
    """A term with the line it stands on."""

    line: int
    term: Term


Parsed = tuple[list[Numbered], list[Problem]]


def read_glossary(path: Path) -> list[Term]:
    """Return the terms of a glossary file.

    Raises:
        GlossaryError: when the file cannot be read or has a problem; names the line and the cure.
    """
    entries, problems = _parse(path)
    if problems:
        raise GlossaryError(f"{path}, {problems[0]}. {_CURE.format(path=path)}")
    return [entry.term for entry in entries]


def check_glossary(path: Path) -> list[Problem]:
    """Return everything that is wrong in a glossary file, line by line; empty when it is valid.

    Raises:
        GlossaryError: when the file cannot be read at all.
    """
    return _parse(path)[1]


def _parse(path: Path) -> Parsed:
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise GlossaryError(f"{path} is no glossary file: use one of {', '.join(_READERS)}.")
    entries, problems = reader(_content(path))
    if not entries and not problems:
        problems = [Problem(0, "the file has no entries")]
    problems += _repeated(entries)
    return entries, sorted(problems, key=lambda problem: problem.line)


def _content(path: Path) -> str:
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise GlossaryError(
                f"{path} is larger than {SIZE_LIMIT:,} bytes: split the glossary or drop columns."
            )
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise GlossaryError(
            f"{path} cannot be read: {error.strerror}. Check the path given to --glossary."
        ) from error
    except UnicodeDecodeError as error:
        raise GlossaryError(f"{path} is not UTF-8 text: save it again with the encoding UTF-8.") from error


def parse_table(text: str) -> Parsed:
    """Return the terms and problems of a TSV or CSV text."""
    lines = [
        (number, line) for number, line in enumerate(text.splitlines(), 1) if line.strip() and line[0] != "#"
    ]
    if not lines:
        return [], []
    delimiter = max("\t,;", key=lines[0][1].count)
    header_line, header = lines[0][0], [name.strip().lower() for name in _cells(lines[0][1], delimiter)]
    problems = _header_problems(header, header_line)
    entries = []
    for number, line in lines[1:] if not problems else ():
        cells = _cells(line, delimiter)
        row = dict(zip(header, (cell.strip() for cell in cells), strict=False))
        message = _row_problem(row, len(cells), len(header))
        if message:
            problems.append(Problem(number, message))
        else:
            entries.append(Numbered(number, row_term(row)))
    return entries, problems


def _cells(line: str, delimiter: str) -> list[str]:
    if delimiter == "\t":
        return line.split("\t")
    import csv  # not needed for the built-in table

    return next(csv.reader([line], delimiter=delimiter))


def _header_problems(header: list[str], line: int) -> list[Problem]:
    unknown = [name for name in header if name not in _EXTRA and not _LANGUAGE.fullmatch(name)]
    if unknown or len(set(header) - set(_EXTRA)) < 2:
        what = f"unknown column {unknown[0]!r}" if unknown else "fewer than two language columns"
        cure = "the first line must name the columns, such as en, fr, bm, kind, note, source"
        return [Problem(line, f"{what}: {cure}")]
    return []


def _row_problem(row: dict[str, str], cells: int, columns: int) -> str:
    if cells > columns:
        return f"{cells} cells where the header names {columns} columns"
    if sum(bool(row[name]) for name in row if name not in _EXTRA) < 2:
        return "a term needs a form in at least two languages (or use a do-not-translate list, .txt)"
    if any(
        not form.strip() for name in row if name not in _EXTRA and row[name] for form in row[name].split("|")
    ):
        return "an empty form between or beside “|”"
    if row.get("kind") and row["kind"] not in KINDS:
        return f"unknown kind {row['kind']!r}: use one of {', '.join(KINDS)}"
    return ""


def row_term(row: dict[str, str]) -> Term:
    """Return a row of a valid table, a cell for each column name, as a term."""
    forms = {
        name: tuple(form.strip() for form in row[name].split("|"))
        for name in row
        if name not in _EXTRA and row[name]
    }
    return make_term(forms, row.get("kind") or "term", row.get("note", ""), row.get("source", ""))


def _parse_list(text: str) -> Parsed:
    lines = [(number, line.strip()) for number, line in enumerate(text.splitlines(), 1)]
    names = [(number, line) for number, line in lines if line and not line.startswith("#")]
    wrong = [
        Problem(number, "a tab in a do-not-translate list: name a table .tsv")
        for number, line in names
        if "\t" in line
    ]
    forms = [
        (number, dict.fromkeys(("en", "fr", "bm"), (line,))) for number, line in names if "\t" not in line
    ]
    return [
        Numbered(number, make_term(each, "name", "", "do-not-translate list")) for number, each in forms
    ], wrong


def _parse_tbx(text: str) -> Parsed:
    from summarize.facts.terms.tbx import read_tbx  # only users with a TBX glossary pay for the XML parser

    concepts, broken = read_tbx(text)
    problems = [Problem(line, message) for line, message in broken]
    entries = []
    for line, forms in concepts:
        if len(forms) < 2:
            problems.append(Problem(line, "a concept needs a term in at least two languages"))
        else:
            entries.append(Numbered(line, make_term(forms, "term", "", "TBX")))
    return entries, problems


def _repeated(entries: list[Numbered]) -> list[Problem]:
    first: dict[tuple[str, str, str], int] = {}
    problems = []
    for entry in entries:
        language, forms = next(iter(entry.term.forms.items()))
        earlier = first.setdefault((language, normal(forms[0]), entry.term.kind), entry.line)
        if earlier != entry.line:
            problems.append(
                Problem(entry.line, f"{forms[0]!r} stands on line {earlier} too: keep one of them")
            )
    return problems


_READERS: dict[str, Callable[[str], Parsed]] = {
    ".tsv": parse_table,
    ".csv": parse_table,
    ".tbx": _parse_tbx,
    ".xml": _parse_tbx,
    ".txt": _parse_list,
}
