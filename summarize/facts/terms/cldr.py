"""Countries, regions, languages and currencies in English, French and Bambara, from CLDR through Babel."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale

from summarize.facts.terms.term import Term, make_term

_LANGUAGES = ("en", "fr", "bm")
_NO_PLACE = frozenset({"001", "QO", "UN", "EU", "EZ", "XA", "XB", "ZZ"})


def cldr_terms() -> Iterator[Term]:
    """Yield a term for each territory, each language with a two-letter code and each currency in use.

    Three-letter language codes are left out: many of their English names are everyday words (*Even*, *Ga*).
    """
    locales = {language: Locale.parse(language) for language in _LANGUAGES}
    tables = (
        ("place", {language: locale.territories for language, locale in locales.items()}),
        ("language", {language: locale.languages for language, locale in locales.items()}),
        ("currency", {language: locale.currencies for language, locale in locales.items()}),
    )
    for kind, table in tables:
        for code, name in table["en"].items():
            if _in_use(kind, str(code), str(name)):
                forms = {language: (str(names[code]),) for language, names in table.items() if code in names}
                yield make_term(forms, kind, str(code), "CLDR")


def _in_use(kind: str, code: str, name: str) -> bool:
    if kind == "place":
        return code not in _NO_PLACE
    if kind == "language":
        return len(code) == 2
    return not any(char.isdigit() for char in name)
