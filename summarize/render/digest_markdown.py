"""A digest as Markdown; the summaries of an item stand side by side in a table."""

from __future__ import annotations

from summarize.languages import own_name
from summarize.records import Digest, DigestItem
from summarize.render import digest_parts as parts
from summarize.render.digest_lines import IN_TABLE, DigestLine, digest_lines
from summarize.render.labels import labels
from summarize.render.markdown import escape


def digest_markdown(digest: Digest) -> str:
    """Render a digest as CommonMark with tables, escaping what Markdown or HTML would take for markup."""
    blocks: list[str] = []
    items = iter(digest.items)
    in_table = False
    for line in digest_lines(digest):
        if line.role == "language" and not in_table:
            blocks.append(_table(next(items)))
        in_table = line.role in IN_TABLE
        if not in_table:
            blocks.append(_markdown(line))
    return "\n".join(blocks).replace("\n\n\n", "\n\n").strip() + "\n"


def _markdown(line: DigestLine) -> str:
    text = escape(line.text)
    label = f"{escape(line.label)}:" if line.label else ""
    forms = {
        "title": f"# {text}\n",
        "detail": f"{text}\n",
        "section": f"\n## {text}\n",
        "entry": f"{line.label} {text}",
        "item": f"\n### {line.label} {text}\n",
        "warning": f"\n**⚠ {label}** {text}\n" if label else f"\n**⚠** {text}\n",
        "label": f"\n**{label}** {text}\n",
        "source": f"- {escape(line.label)} {text}",
        "signoff": f"\n{text}\n",
        "failure": f"- {text}",
        "signature": f"\n*{text}*",
    }
    return forms[line.role]


def _table(item: DigestItem) -> str:
    versions = list(parts.versions(item))
    heads = [
        f"{own_name(v.language)} ({labels(v.language)['draft']})"
        if v.translation and v.translation.draft
        else own_name(v.language)
        for v in versions
    ]
    rows = [heads, ["---"] * len(versions)]
    if len(versions) > 1:
        rows.append([f"**{escape(version.headline)}**" for version in versions])
    for place, sentence in enumerate(item.sentences):
        mark = escape(f"[{parts.mark(sentence)}]")
        rows.append([f"{escape(v.sentences[place])}{_note(v, place)} {mark}" for v in versions])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows) + "\n"


def _note(version: parts.Version, place: int) -> str:
    note = version.notes[place]
    return f" **({escape(labels(version.language)['untranslated'])}: {escape(note)})**" if note else ""
