"""Items in the order and under the headings asked for."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Sequence
from typing import Literal, TypeAlias

from summarize.records import DigestItem, DigestSection

Grouping: TypeAlias = Literal["story", "source", "date", "place"]


def divide(items: Sequence[DigestItem], grouping: Grouping) -> tuple[DigestSection, ...]:
    """Divide items, each into exactly one section; those without a date or place come last, under no title.

    `story` keeps one section in the order given, `source` has one for each outlet that items are mainly told
    by, `date` one for each day, the newest first, `place` one for each place that is the most mentioned one
    of an item; sections other than days are ordered by their number of items.
    """
    if grouping == "story":
        return (DigestSection("", tuple(items)),)
    titles: dict[Grouping, Callable[[DigestItem], str]] = {
        "source": lambda item: item.sources[0].outlet,
        "date": lambda item: item.end.isoformat() if item.end else "",
        "place": lambda item: next((fact.text for fact in item.facts if fact.kind == "place"), ""),
    }
    sections: dict[str, list[DigestItem]] = defaultdict(list)
    for item in items:
        sections[titles[grouping](item)].append(item)

    def rank(title: str) -> tuple[bool, int, str]:
        day = -dt.date.fromisoformat(title).toordinal() if title and grouping == "date" else 0
        return not title, day or -len(sections[title]), title

    return tuple(DigestSection(title, tuple(sections[title])) for title in sorted(sections, key=rank))
