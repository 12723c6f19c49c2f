"""A brief as Markdown, with a table of the key facts."""

from __future__ import annotations

import re

from summarize.languages import own_name
from summarize.records import Brief, Fact, FactCheck, Translation
from summarize.render.facts import covered, fact_checks
from summarize.render.layout import Line, brief_lines

SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def brief_markdown(brief: Brief) -> str:
    """Render a brief as CommonMark with a table of facts, escaping what Markdown would take for markup."""
    lines = [
        _markdown(line) if line else ""
        for line in brief_lines(brief)
        if not line or line.role not in ("facts", "signature")
    ]
    parts = ["\n".join(lines).rstrip(), _fact_table(brief), f"*{escape(brief.signature)}*"]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """Escape what Markdown or HTML would take for markup."""
    return SPECIAL.sub(r"\\\1", text)


def _markdown(line: Line) -> str:
    text = escape(line.text)
    forms = {
        "title": f"# {text}\n",
        "language": f"## {text}\n",
        "headline": f"**{text}**\n",
        "sentence": f"- {text} {escape(line.mark)}",
        "warning": f"  - **{text}**",
    }
    return forms.get(line.role, text)


def _fact_table(brief: Brief) -> str:
    if not brief.key_facts:
        return ""
    languages = [own_name(translation.language) for translation in brief.translations]
    header = ["Key fact", "Kind", "In the summary", *languages]
    rows = [_fact_row(brief, fact) for fact in brief.key_facts]
    table = [header, ["---"] * len(header), *rows]
    return "## Facts\n\n" + "\n".join(f"| {' | '.join(row)} |" for row in table)


def _fact_row(brief: Brief, fact: Fact) -> list[str]:
    inside = "yes" if covered(brief, fact) else "no"
    fates = [_fate(translation, fact) for translation in brief.translations]
    return [escape(fact.text), fact.kind, inside, *fates]


def _fate(translation: Translation, fact: Fact) -> str:
    checks = [check for check in fact_checks(translation) if check.fact.key == fact.key]
    return "; ".join(dict.fromkeys(_fate_of(check) for check in checks)) or "–"


def _fate_of(check: FactCheck) -> str:
    found = f": {escape(check.found)}" if check.found else ""
    how = f" ({check.how})" if check.how else ""
    return f"{check.status}{how}{found}"
