"""Check an installed model: the checksum of each file, and its output for a text with a known answer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from summarize.errors import ModelError
from summarize.models.layout import file_sha256
from summarize.models.spec import KnownAnswer, ModelFile, ModelSpec
from summarize.models.store import ModelStore

Answer: TypeAlias = Callable[[ModelSpec, Path, str], str]
"""Runs a model on a text: gets its entry, its folder and the text, and returns what it writes."""

_TRANSLATE = {
    "en": "The 12 soldiers left Bamako on 21 March 2012.",
    "fr": "Les 12 soldats ont quitté Bamako le 21 mars 2012.",
}
_SUMMARISE = {
    "en": "The president of Mali left Bamako on Wednesday. Soldiers had taken the palace on 21 March 2012. "
    "Leaders of the region meet in Abidjan today to talk about the crisis in Bamako.",
    "fr": "Le président du Mali a quitté Bamako mercredi. Des soldats avaient pris le palais en mars 2012. "
    "Les dirigeants de la région se réunissent aujourd'hui à Abidjan pour parler de la crise à Bamako.",
}


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about one model."""

    spec: ModelSpec
    folder: Path
    checked: int
    """Number of files whose checksum was known and compared."""
    question: str
    """Text given to the model; empty when its files are damaged and it was not run."""
    answer: str
    problems: tuple[str, ...]
    """In words; empty when all is well."""

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.problems


def verify_model(spec: ModelSpec, store: ModelStore, answer: Answer) -> Verification:
    """Compare all checksums and, when they are right, run the model on its known-answer text.

    The second check is needed because a changed library can garble intact weights: tied embeddings have
    been lost that way more than once.

    Raises:
        ModelError: the model is not here.
    """
    folder = store.folder(spec)
    manifest = store.manifest(spec)
    known = manifest.files if manifest else tuple(file for file in spec.files if file.sha256)
    damaged = tuple(problem for file in known if (problem := _file_problem(folder, file)))
    if damaged:
        return Verification(spec, folder, len(known), "", "", damaged)
    question = known_answer(spec)
    try:
        said = answer(spec, folder, question.text).strip()
    except ModelError as error:
        return Verification(spec, folder, len(known), question.text, "", (str(error),))
    return Verification(spec, folder, len(known), question.text, said, answer_problems(question, said))


def known_answer(spec: ModelSpec) -> KnownAnswer:
    """Return the text of the registry, else a general one; drafts need not even keep a year or a name."""
    if spec.check:
        return spec.check
    texts, kept = (_TRANSLATE, "2012") if spec.task == "translate" else (_SUMMARISE, "Bamako")
    text = next((texts[code] for code in spec.source if code in texts), texts["en"])
    return KnownAnswer(text, () if spec.draft else (kept,))


def answer_problems(question: KnownAnswer, said: str) -> tuple[str, ...]:
    """Return what is wrong with an answer, in words: empty, a loop, a strange length, missing words."""
    if not said:
        return ("the model writes nothing",)
    problems = []
    if _loops(said):
        problems.append(f"the model repeats itself: {said[:80]!r}")
    if not 0.2 <= len(said) / len(question.text) <= 4:
        problems.append(f"its answer has {len(said)} characters for {len(question.text)}")
    lacking = [word for word in question.contains if word.casefold() not in said.casefold()]
    if lacking:
        problems.append(f"its answer lacks {', '.join(lacking)}: {said[:120]!r}")
    return tuple(problems)


def _loops(said: str) -> bool:
    words = said.split()
    return len(words) >= 6 and Counter(words).most_common(1)[0][1] > len(words) / 2


def _file_problem(folder: Path, file: ModelFile) -> str:
    path = folder / file.path
    if not path.is_file():
        return f"{file.path} is missing"
    return "" if file_sha256(path) == file.sha256 else f"{file.path} was changed: its checksum is wrong"
