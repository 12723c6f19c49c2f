"""Known names: the glossary's names and demonyms, CLDR territories and cities, each with its language-neutral key."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from babel import Locale

from summarize.facts.phrases import PhraseIndex, slug
from summarize.records import FactKind

_BLOCS = {"EU": "organisation", "EZ": "organisation", "UN": "organisation"}
_NOT_PLACES = {"001", "QO", "ZZ", "XA", "XB"}


class Known(NamedTuple):
    """What is known of a name."""

    kind: FactKind
    key: str
    name: str
    """The preferred English form."""
    lower: bool = False
    """True when the name may be written in lower case, as French demonyms are."""


@cache
def gazetteer(language: str) -> PhraseIndex[Known]:
    """Return the names known in a language (`en` or `fr`), glossary first, then CLDR."""
    index: PhraseIndex[Known] = PhraseIndex()
    for row in _rows():
        english, forms = row["en"].split("|"), row[language].split("|")
        kind = "group" if row["kind"] == "demonym" else row["kind"]
        if kind not in ("person", "place", "organisation", "group") or _is_belief(row):
            continue
        known = Known(kind, name_key(english, kind), english[0], lower=language == "fr" and kind == "group")  # type: ignore[arg-type]
        for form in forms:
            for inflected in _inflected(form, language) if kind == "group" else (form,):
                index.add(inflected, known)
    for english_name, form in (*_territories(language), *_cities(language)):
        index.add(form, Known("place", slug(english_name), english_name))
    return index


def name_key(forms: list[str], kind: str) -> str:
    """Return the key of a name with several forms: an organisation's acronym if it has one, else the first form."""
    acronyms = [form for form in forms[1:] if form.isupper() and kind == "organisation"]
    return slug((acronyms or forms)[0])


def _is_belief(row: dict[str, str]) -> bool:
    """Tell religions and professions from peoples: French writes them small."""
    return row["kind"] == "group" and row["fr"][:1].islower()


@cache
def _rows() -> list[dict[str, str]]:
    rows = []
    for name in ("glossary.tsv", "names.tsv"):
        text = files("summarize.facts").joinpath("data", name).read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        rows += list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return rows


def _inflected(form: str, language: str) -> Iterator[str]:
    """Yield plural and feminine forms by rule; forms that do not exist do no harm."""
    yield form
    yield form + "s"
    if language == "fr":
        yield from (form + "e", form + "es")
        if form.endswith("n"):
            yield from (form + "ne", form + "nes")


def _territories(language: str) -> Iterator[tuple[str, str]]:
    english, names = Locale.parse("en").territories, Locale.parse(language).territories
    for code, name in names.items():
        if code not in _NOT_PLACES and code not in _BLOCS:
            yield english[code], name


def _cities(language: str) -> Iterator[tuple[str, str]]:
    """The exemplar cities of the CLDR time zones."""
    english, names = Locale.parse("en").time_zones, Locale.parse(language).time_zones
    for zone in {*english, *names}:
        area, _, rest = zone.partition("/")
        if area in ("Africa", "Asia", "Europe", "America", "Australia") and "/" not in rest:
            plain = rest.replace("_", " ")
            yield english.get(zone, {}).get("city", plain), names.get(zone, {}).get("city", plain)
