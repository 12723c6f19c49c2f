"""How a fact of the source is written in the target language: glossary, CLDR, or as it is."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from decimal import Decimal

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal, parse_decimal

from summarize.article.vocabulary import load_vocabulary
from summarize.facts.glossary import NAMES_TABLE, Glossary
from summarize.facts.terms.term import Term
from summarize.facts.words.folding import fold, words
from summarize.facts.words.phrases import common_words
from summarize.facts.words.roman import NUMERALS
from summarize.records import Mention
from summarize.translation.french import Noun, Usage, noun
from summarize.translation.typography import restore

DIGITS = re.compile(r"\d(?:[\d.,\u00a0\u202f]*\d)?")
DATE = re.compile(r"(?P<year>\d{4}|-)-(?P<month>\d\d)(?:-(?P<day>\d\d))?")
CENTURY = re.compile(
    r"(?:[\s,–-]+(?:and|or|to|the|early|mid|late|\d+(?:st|nd|rd|th)))*[\s-](?:centur|millenni)"
)
"""What makes the ordinal before it that of a century, alone or in a list."""
RELATIVE = {"last": " dernier", "next": " prochain"}
SHORT = 5
"""Letters of a word that may be a slip for another."""
NAMES = ("person", "place", "organisation", "group")


class Renderer:
    """Renders facts from one language in another."""

    def __init__(self, source: str, target: str, glossary: Glossary | None = None) -> None:
        self.source = source
        self.target = target
        self.glossary = glossary

    def render(self, mention: Mention, text: str) -> tuple[int, int, Noun] | None:
        """Return the span of a source sentence that stands for a fact of it, and its noun in the target.

        None when nothing can stand for it: quotations, verbs, adjectives ("Tuareg rebels", "coup leaders"),
        events without an entry in the glossary.
        """
        if mention.kind == "number":
            return self._number(mention)
        if mention.kind == "date":
            date = self._date(mention)
            return (mention.start, mention.end, date) if date else None
        if mention.kind == "quote":
            return None
        entry = self.entry(mention)
        if mention.kind in ("event", "group", "term") and not self._stands_alone(mention, text):
            return None
        if mention.kind == "term" and entry and entry.plural:  # the model would take it for a singular
            return None
        if entry:
            return mention.start, mention.end, entry
        return (mention.start, mention.end, Noun(mention.text)) if mention.kind in NAMES else None

    def writing(self, mention: Mention, text: str) -> Noun | None:
        """Return how a lost fact is written beside a translation; None for events and quotations."""
        if mention.kind in ("event", "quote"):
            return None
        if mention.detail == "ordinal":
            return Noun(self._ordinal(mention, text))
        if mention.kind == "term":
            return self.entry(mention)
        span = self.render(mention, text)
        if span:
            return span[2]
        form = self.glossary.render(mention.text, self.target) if self.glossary else None
        return Noun(form or mention.text) if mention.kind == "group" else None

    def entry(self, mention: Mention) -> Noun | None:
        """Return the glossary's form of a fact in the target language, or None."""
        term = self.glossary.lookup(mention.text, self.source) if self.glossary else None
        form = self.glossary.render(mention.text, self.target) if self.glossary and term else None
        if term is None or not form or (term.kind == "demonym" and not mention.text.endswith("s")):
            return None
        if self.target != "fr":
            return Noun(form)
        if term.source == NAMES_TABLE and term.kind in ("place", "person"):
            return Noun(form)  # en Californie, les Alpes, à Francfort: what stands there fits
        found = noun(form, self._long_form(term, form), term.kind, bool(term.territory))
        return replace(found, plural=found.plural or self._is_inflected(mention, form))

    def _is_inflected(self, mention: Mention, form: str) -> bool:
        """Tell whether a form of a user's common noun is a plural that the glossary does not list."""
        return mention.kind == "term" and not self.is_target_form(mention, form)

    def _stands_alone(self, mention: Mention, text: str) -> bool:
        """Tell whether a common noun is neither a verb ("to protest") nor attached to the noun after it."""
        before, after = text[: mention.start].split(), re.match(r"\s+(\w+)", text[mention.end :])
        known = load_vocabulary().function_words.get(self.source, frozenset())
        attached = after is not None and after.group(1).lower() not in known
        return not attached and (not before or before[-1].lower() != "to")

    def original(self, mention: Mention) -> str:
        """Return the French form of a fact where the glossary has one, else the form of the source."""
        return (self.glossary.render(mention.text, "fr") if self.glossary else None) or mention.text

    def is_target_form(self, mention: Mention, written: str) -> bool:
        """Tell whether the glossary knows the written form in the target language for this fact."""
        return written.lower() in {form.lower() for form in self._forms(mention)}

    def is_known(self, mention: Mention, written: str) -> bool:
        """Tell whether each word written for a name is of its source or glossary form, or a common word.

        *ministre du Tourisme* and *Protocole de Kyoto* are translations; *Ryan Golings* is none. With a
        capital, a common word may be a slip when it is short (*Cesse* for a man called Cisse) or part of a
        person's name (*Peter Marchand* for Marchant).
        """
        own = {fold(word.text) for form in (mention.text, *self._forms(mention)) for word in words(form)}
        common = common_words(self.target)
        full_name = mention.kind == "person" and " " in mention.text
        return all(
            fold(word) in own
            or (word.lower() in common and (word.islower() or (len(word) > SHORT and not full_name)))
            for word in (each.text for each in words(written))
        )

    def _forms(self, mention: Mention) -> tuple[str, ...]:
        term = self.glossary.lookup(mention.text, self.source) if self.glossary else None
        return self.glossary.forms(term, self.target) if self.glossary and term else ()

    def _long_form(self, term: Term, form: str) -> str:
        """Return the form that shows the gender: for an acronym, what it stands for."""
        forms = term.forms.get(self.target, (form,))
        return next((long for long in forms if form.isupper() and not long.isupper()), form)

    def _number(self, mention: Mention) -> tuple[int, int, Noun] | None:
        """Render digits by CLDR ("3.5 million": only 3.5); number words as digits."""
        match = DIGITS.search(mention.text)
        if mention.detail == "ordinal":
            return None
        if match:
            value = parse_decimal(match.group(0).replace("\u202f", "\u00a0"), locale=self.source)
            start = mention.start + match.start()
            return start, start + len(match.group(0)), Noun(self._decimal(value))
        if not re.fullmatch(r"\d+(?:\.\d+)?", mention.key):
            return None
        return mention.start, mention.end, Noun(self._decimal(Decimal(mention.key)))

    def _ordinal(self, mention: Mention, text: str) -> str:
        """Write an ordinal in digits, in French that of a century in Roman numerals: 21e, XXe."""
        if self.target != "fr":
            return mention.text
        number = int(mention.key) if mention.key.isdigit() else 0
        century = CENTURY.match(text, mention.end) and 0 < number < len(NUMERALS)
        return f"{NUMERALS[number] if century else mention.key}{'er' if number == 1 else 'e'}"

    def _decimal(self, value: Decimal) -> str:
        return str(format_decimal(value, locale=self.target, decimal_quantization=False))

    def _date(self, mention: Mention) -> Noun | None:
        """Render a date by CLDR as far as the text writes it out: Monday stays a weekday, May a month."""
        if self.target == "bm":
            return None
        if mention.key.startswith("T"):
            return Noun(self._time(mention))
        if mention.text == mention.key:  # a year
            return Noun(mention.text)
        if not re.search(r"\d", mention.text):
            return self._named_date(mention.text)
        match = DATE.fullmatch(mention.key)
        return self._calendar(match, match["year"] in mention.text) if match else None

    def _time(self, mention: Mention) -> str:
        """Write a time of day: 18 h 30, midi in French, 18:30 elsewhere."""
        hour, minute = mention.key[1:].split(":")
        if self.target != "fr":
            return f"{hour}:{minute}"
        if mention.text.isalpha():
            return "midi" if hour == "12" else "minuit"
        return f"{int(hour)}\u00a0h" + (f"\u00a0{minute}" if minute != "00" else "")

    def _named_date(self, text: str) -> Noun | None:
        """Render a weekday or month, with "last" or "next": "last Wednesday", mercredi dernier."""
        parts = text.lower().split()
        source, target = Locale.parse(self.source), Locale.parse(self.target)
        relative = RELATIVE.get(parts[0], "") if self.target == "fr" else ""
        usages: tuple[tuple[Usage, str], ...] = (("weekday", "days"), ("month", "months"))
        for usage, table in usages:
            names = getattr(source, table)["format"]["wide"]
            number = next((number for number, name in names.items() if name.lower() == parts[-1]), None)
            if number is not None:
                return Noun(getattr(target, table)["format"]["wide"][number] + relative, usage)
        return None

    def _calendar(self, match: re.Match[str], with_year: bool) -> Noun:
        year, day = int(match["year"]) if with_year else 2000, match["day"]
        pattern = f"{'d ' if day else ''}MMMM{' y' if with_year else ''}"
        text = str(
            format_date(dt.date(year, int(match["month"]), int(day or 1)), pattern, locale=self.target)
        )
        return Noun(restore(text, self.target), "day" if day else "month")
