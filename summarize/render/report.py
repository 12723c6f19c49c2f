"""The report of `summarize check` as plain text."""

from __future__ import annotations

from collections.abc import Iterator

from summarize.languages import language_name
from summarize.records import CheckReport, FactCheck
from summarize.render.facts import STATUSES

_FACTS_ONLY = "The article is in another language: only names, numbers and dates were compared."


def report_text(report: CheckReport) -> str:
    """Say what became of each key fact, and which sentences the article does not support and why."""
    counts = ", ".join(f"{report.count(status)} {status}" for status in STATUSES)
    verdict = "Nothing is lost." if report.ok else "Not safe to publish as it is."
    head = f"Text in {language_name(report.language)}; key facts: {counts}."
    limit = [_FACTS_ONLY] if report.facts_only else []
    return "\n".join([head, *limit, *map(_fact_line, report.facts), *_unsupported(report), verdict]) + "\n"


def _fact_line(check: FactCheck) -> str:
    found = f" → {check.found}" if check.found and check.found != check.fact.text else ""
    how = f" ({check.how})" if check.how else ""
    return f"  {check.status:<9} {check.fact.text}{found}{how}"


def _unsupported(report: CheckReport) -> Iterator[str]:
    for sentence in report.unsupported:
        yield f"Not supported by the article: {sentence.text}"
        for reason in sentence.support.reasons:
            yield f"  ! {reason}"
