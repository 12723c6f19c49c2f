"""Language codes and names, from CLDR through Babel."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping

from babel import Locale, UnknownLocaleError, localedata
from babel.core import get_global

_READERS = ("en", "fr")
"""Languages in which people name the others."""
_ALSO = {"bamanankan": "bm"}
"""Names that CLDR spells in another way."""


def language_name(code: str, display: str = "en") -> str:
    """Return the name of a language in another: `language_name("bm", "fr") == "bambara"`.

    Codes that CLDR does not know are returned as they are.
    """
    return _names(display).get(code, code)


def own_name(code: str) -> str:
    """Return the name a language gives itself, capitalised: `own_name("fr") == "Français"`."""
    name = language_name(code, code)
    return name[:1].upper() + name[1:]


def language_code(name: str) -> str:
    """Return the code of a language: `fr` for `French`, `français`, `Francais`, `FR`, `fra` and `fr-CA`.

    Args:
        name: its code, or its name in English, in French or in itself, with or without capitals and accents.

    What no language is called is returned as it is, in small letters.
    """
    wanted = _folded(name)
    if len(wanted) == 2:
        return wanted
    base = wanted.replace("_", "-").partition("-")[0]
    if len(base) <= 3:
        return str(get_global("language_aliases").get(base, base))
    return _ALSO.get(wanted) or next((code for code, known in _known() if _folded(known) == wanted), wanted)


def is_language(code: str) -> bool:
    """Tell whether CLDR knows a language of this code."""
    return code in _names("en")


def _known() -> Iterator[tuple[str, str]]:
    """Codes and names of languages, the quickest to find first."""
    for reader in _READERS:
        yield from _names(reader).items()
    for code in localedata.locale_identifiers():
        if "_" not in code:
            yield code, language_name(code, code)


def _names(display: str) -> Mapping[str, str]:
    try:
        return Locale.parse(display).languages
    except (UnknownLocaleError, ValueError):
        return {}


def _folded(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name.strip().casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))
