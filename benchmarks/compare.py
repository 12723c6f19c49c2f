"""Print how a new run of `speed.py` differs from the stored results.

python benchmarks/speed.py -o new.json start
python benchmarks/compare.py new.json
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from measure import RESULTS

NOTABLE = 0.1
"""Changes of a tenth or more are marked; the same code varies by some hundredths."""


def changes(stored: list[dict[str, Any]], new: list[dict[str, Any]]) -> list[str]:
    """Return a line for each figure of each row that both have, and for rows that only one has."""
    before = {row["name"]: row for row in stored}
    lines = [f"  {name}: not measured now" for name in before if name not in {row["name"] for row in new}]
    for row in new:
        old = before.get(row["name"])
        if old is None:
            lines.append(f"  {row['name']}: new")
            continue
        for figure in (figure for figure, value in row.items() if isinstance(value, int | float)):
            lines.append(f"  {row['name']}: {figure} {_change(old.get(figure), row[figure])}")
    return lines


def _change(old: float | None, new: float) -> str:
    if not old:
        return f"{old} → {new}"
    change = new / old - 1
    return f"{old} → {new} ({change:+.1%}){' !' if abs(change) >= NOTABLE else ''}"


def main() -> None:
    """Compare two results files."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("new", type=Path)
    parser.add_argument("stored", type=Path, nargs="?", default=RESULTS)
    args = parser.parse_args()
    stored, new = (json.loads(path.read_text(encoding="utf-8")) for path in (args.stored, args.new))
    for name, measurement in new.items():
        old = stored.get(name, {"rows": [], "hardware": {}, "date": "never"})
        print(f"{name}: {old['date']} {old['hardware']} → {measurement['date']} {measurement['hardware']}")
        print("\n".join(changes(old["rows"], measurement["rows"])))


if __name__ == "__main__":
    main()
