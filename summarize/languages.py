"""Language codes and names, from CLDR through Babel."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def language_name(code: str, display: str = "en") -> str:
    """Return the name of a language in another: `language_name("bm", "fr") == "bambara"`.

    Codes that CLDR does not know are returned as they are.
    """
    try:
        return str(Locale.parse(display).languages.get(code, code))
    except (UnknownLocaleError, ValueError):
        return code


def own_name(code: str) -> str:
    """Return the name a language gives itself, capitalised: `own_name("fr") == "Français"`."""
    name = language_name(code, code)
    return name[:1].upper() + name[1:]
