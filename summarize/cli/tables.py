"""The list of models as a table."""

from __future__ import annotations

from collections.abc import Sequence

from summarize.models.spec import ModelSpec
from summarize.models.store import StoredModel


def models_table(models: Sequence[StoredModel]) -> str:
    """Return one line for each model; `*` marks those that a run uses by default."""
    header = ("", "model", "does", "languages", "state", "size", "licence", "best known score")
    rows = [header, *(_row(model) for model in models)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(header))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in rows]
    legend = "* used by default   draft: needs review by a speaker   `summarize models show NAME` tells all"
    return "\n".join([*(line.rstrip() for line in lines), "", legend]) + "\n"


def _row(model: StoredModel) -> tuple[str, ...]:
    spec = model.spec
    return (
        "*" if model.default else "",
        spec.name,
        f"{spec.task}, draft" if spec.draft else spec.task,
        _languages(spec),
        model.state,
        f"{model.size / 1e6:,.0f} MB" if model.size else "?",
        spec.licence or "?",
        _score(spec),
    )


def _languages(spec: ModelSpec) -> str:
    source = ",".join(spec.source)
    return f"{source}→{','.join(spec.target)}" if spec.target else source


def _score(spec: ModelSpec) -> str:
    if not spec.scores:
        return "not measured"
    score = max(spec.scores, key=lambda s: (s.metric == "chrF", s.set == "flores200-devtest"))
    pair = f" {score.languages}" if score.languages else ""
    return f"{score.metric} {score.value:g} {score.set}{pair}"
