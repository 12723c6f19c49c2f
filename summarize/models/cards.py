"""The card of a model: what it is for, what it was made from, how good it is and what it may be used for."""

from __future__ import annotations

from pathlib import Path

from summarize.languages import language_name
from summarize.models.spec import ModelSpec

CARD = "MODEL_CARD.md"


def render_card(spec: ModelSpec, folder: Path | None = None) -> str:
    """Return the card as Markdown: what the registry knows, then the model's own card when it is here.

    Args:
        spec: the registry's entry.
        folder: where the model is, or None when it is not here.
    """
    parts = [f"# {spec.name}", *_warnings(spec), "\n".join(_facts(spec, folder)), *_scores(spec)]
    if own := own_card(folder):
        parts += ["---", own]
    elif not folder and spec.repository:
        parts.append(f"Not installed. `summarize models pull {spec.name}` fetches it.")
    return "\n\n".join(parts) + "\n"


def own_card(folder: Path | None) -> str:
    """Return the text of the card in a model's folder, without the metadata block of hub cards."""
    for name in (CARD, "README.md"):
        if folder and (folder / name).is_file():
            text = (folder / name).read_text(encoding="utf-8", errors="replace").strip()
            if text.startswith("---") and (end := text.find("\n---", 3)) > 0:
                text = text[end + 4 :].strip()
            return text
    return ""


def _warnings(spec: ModelSpec) -> list[str]:
    warnings = []
    if spec.non_commercial:
        warnings.append(f"**Non-commercial use only** ({spec.licence}).")
    if spec.draft:
        warnings.append("**Draft quality**: have a speaker review every sentence before it is used.")
    if spec.repository and not spec.pinned:
        warnings.append("**No confirmed revision**: `pull` needs `--revision`.")
    return [*warnings, spec.note] if spec.note else warnings


def _facts(spec: ModelSpec, folder: Path | None) -> list[str]:
    facts = {
        "Task": spec.task,
        "Engine": spec.engine,
        "Reads": _languages(spec.source),
        "Writes": _languages(spec.target or spec.source),
        "Licence": spec.licence or "not confirmed",
        "Size": f"{spec.size / 1e6:,.0f} MB" if spec.size else "not known",
        "Repository": spec.repository,
        "Revision": spec.revision,
        "Folder": str(folder) if folder else "",
    }
    return [f"- {name}: {value}" for name, value in facts.items() if value]


def _languages(codes: tuple[str, ...]) -> str:
    return ", ".join(f"{language_name(code)} ({code})" for code in codes)


def _scores(spec: ModelSpec) -> list[str]:
    if not spec.scores:
        return ["No score is known."]
    pair = f"{spec.source[0]}-{spec.target[0]}" if spec.target else spec.source[0]
    rows = [
        f"| {score.languages or pair} | {score.set} | {score.metric} | {score.value:g} | {score.source} |"
        for score in spec.scores
    ]
    return [
        "\n".join(
            ["| languages | test set | metric | score | source |", "| --- | --- | --- | --- | --- |", *rows]
        )
    ]
