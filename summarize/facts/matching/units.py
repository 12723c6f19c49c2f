"""Units across languages, by their CLDR names: *square meters* and *mètres carrés* are the same."""

from __future__ import annotations

from functools import cache

from babel.units import get_unit_name

from summarize.facts.words.folding import stems

_UNITS = (
    "area-square-meter", "area-square-kilometer", "area-hectare", "area-acre", "area-square-mile",
    "length-meter", "length-kilometer", "length-centimeter", "length-millimeter", "length-mile",
    "length-foot", "mass-kilogram", "mass-gram", "mass-tonne", "mass-pound", "volume-liter",
    "volume-cubic-meter", "volume-gallon", "duration-second", "duration-minute", "duration-hour",
    "duration-day", "duration-week", "duration-month", "duration-year", "temperature-celsius",
    "temperature-fahrenheit", "power-megawatt", "power-kilowatt",
)  # fmt: skip
_SPELLINGS = {
    "tonne": "mass-tonne",
    "ton": "mass-tonne",
    "an": "duration-year",
    "anne": "duration-year",
    "journe": "duration-day",
}


def same_unit(unit: str, other: str) -> bool:
    """Return whether two units, as the number finder gives them, can be the same.

    Currency codes, `percent` and units that CLDR names are compared; a counted noun (*soldiers*) fits
    anything, because its translation is not known here, except a currency, a unit or an ordinal.
    """
    if "ordinal" in (unit, other) and unit and other:
        return unit == other
    one, two = unit_of(unit), unit_of(other)
    return one == two or not one or not two


def unit_of(detail: str) -> str:
    """Return the currency code, `percent` or CLDR unit a number is counted in; empty for other nouns."""
    if detail in ("percent", "ordinal") or (len(detail) == 3 and detail.isupper()):
        return detail
    for length in (3, 2, 1):
        for language in ("en", "fr"):
            words = stems(detail, language)[:length]
            if words in _names(language):
                return _names(language)[words]
    return ""


@cache
def _names(language: str) -> dict[tuple[str, ...], str]:
    named: dict[tuple[str, ...], str] = {(name,): unit for name, unit in _SPELLINGS.items()}
    for unit in _UNITS:
        for locale in ("en", "en_GB") if language == "en" else (language,):
            name = get_unit_name(unit, "long", locale)
            if name:
                named[stems(name, language)] = unit
    return named
