"""Read `models.yaml` files: every complaint gives the file, the line and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import get_args

import yaml

from summarize.errors import RegistryError
from summarize.models.spec import Engine, KnownAnswer, ModelFile, ModelSpec, Score, Task

_MAXIMUM_BYTES = 1_000_000
_KEYS = (
    *("task", "engine", "source", "target", "via", "path", "built_in", "repository", "revision"),
    *("files", "size", "licence", "scores", "draft", "note", "check"),
)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_REPOSITORY = re.compile(r"[\w.-]+/[\w.-]+")
_COMMIT = re.compile(r"[0-9a-f]{40}")
_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Field:
    """A YAML node that knows its file and its place in it, and reads itself as the type that is asked for."""

    file: Path
    name: str
    node: yaml.Node

    def error(self, problem: str, cure: str) -> RegistryError:
        """Return the error for this place, to be raised by the caller."""
        line = self.node.start_mark.line + 1
        return RegistryError(f"{self.file}, line {line}: {self.name} {problem}. {cure}")

    def mapping(self, *allowed: str) -> dict[str, Field]:
        """Read a mapping; keys other than `allowed` (when given) and repeated keys are refused."""
        if not isinstance(self.node, yaml.MappingNode):
            raise self.error("is not a mapping", "Write `key: value` lines, indented, below it.")
        fields: dict[str, Field] = {}
        for key_node, value in self.node.value:
            if not isinstance(key_node, yaml.ScalarNode):
                raise Field(self.file, "this key", key_node).error(
                    "is not a word", "Write `key: value` lines."
                )
            name = str(key_node.value)
            place = Field(self.file, f"`{name}`", key_node)
            if name in fields:
                raise place.error("is given twice", "Keep one of them.")
            if allowed and name not in allowed:
                raise place.error("is not a known key", f"Known here: {', '.join(sorted(allowed))}.")
            fields[name] = Field(self.file, f"`{name}`", value)
        return fields

    def items(self) -> Iterator[Field]:
        """Read a list; a single value counts as a list of one."""
        if not isinstance(self.node, yaml.SequenceNode):
            yield self
            return
        for value in self.node.value:
            yield Field(self.file, self.name, value)

    def text(self, pattern: re.Pattern[str] | None = None, example: str = "") -> str:
        """Read a non-empty text, in full matched by `pattern` when there is one."""
        value = self._scalar("str", "a text", "Put it in quotes if it looks like a number or yes/no.")
        if not value.strip() or (pattern and not pattern.fullmatch(value)):
            raise self.error(
                f"has the value {value!r}, which is not valid", f"Write it like {example or 'text'}."
            )
        return value

    def choice(self, choices: tuple[str, ...]) -> str:
        """Read one of `choices`."""
        value = self.text()
        if value not in choices:
            raise self.error(
                f"has the value {value!r}, which is not known", f"Use one of: {', '.join(choices)}."
            )
        return value

    def whole(self) -> int:
        """Read a whole number above zero."""
        value = self._scalar("int", "a whole number", "Write bytes as digits, such as 300827685.")
        number = int(value.replace("_", "")) if value.replace("_", "").isdigit() else 0
        if number <= 0:
            raise self.error("is not above zero", "Write bytes as digits, such as 300827685.")
        return number

    def number(self) -> float:
        """Read a score between 0 and 100."""
        if isinstance(self.node, yaml.ScalarNode) and self.node.tag.endswith((":int", ":float")):
            try:
                if 0 <= (value := float(self.node.value)) <= 100:
                    return value
            except ValueError:
                pass
        raise self.error("is not a score", "Write a number from 0 to 100, such as 53.5.")

    def flag(self) -> bool:
        """Read `true` or `false`."""
        return self._scalar("bool", "true or false", "Write true or false.").lower() in ("true", "yes", "on")

    def _scalar(self, kind: str, meant: str, cure: str) -> str:
        if not isinstance(self.node, yaml.ScalarNode) or not self.node.tag.endswith(f":{kind}"):
            raise self.error(f"is not {meant}", cure)
        return str(self.node.value)


def read_models(file: Path, *, packaged: bool = False) -> dict[str, ModelSpec]:
    """Return the entries of a registry file by name, in its order; only the packaged file has built-in ones.

    Raises:
        RegistryError: the file cannot be read or is not valid.
    """
    root = _parse(file)
    if root is None:
        return {}
    fields = root.mapping("version", "models")
    if "version" in fields and fields["version"].whole() != 1:
        raise fields["version"].error(
            "is not 1", "This release reads version 1; upgrade it to read a later one."
        )
    models = fields.get("models")
    if models is None:
        raise root.error("has no `models`", "Put the entries below a line `models:`.")
    return {name: _spec(name, entry, packaged) for name, entry in models.mapping().items()}


def _parse(file: Path) -> Field | None:
    try:
        if file.stat().st_size > _MAXIMUM_BYTES:
            raise RegistryError(f"{file} is over {_MAXIMUM_BYTES:,} bytes. A registry is a short YAML file.")
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except FileNotFoundError:
        raise RegistryError(
            f"There is no registry file {file}. Check --registry or SUMMARIZE_MODELS."
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        raise RegistryError(f"{file} cannot be read as UTF-8 text: {error}.") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = f", line {mark.line + 1}" if mark else ""
        raise RegistryError(
            f"{file}{line}: not valid YAML ({error.problem}). Check indents and colons."
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise RegistryError(f"{file} is not valid YAML. Check it for control characters.") from None
    return Field(file, "the file", node) if node else None


def _spec(name: str, entry: Field, packaged: bool) -> ModelSpec:
    if not _NAME.fullmatch(name):
        raise entry.error(
            "is not a valid model name", "Use letters, digits, dots and hyphens, such as my-en-fr."
        )
    fields = entry.mapping(*_KEYS)
    task = _required(entry, fields, "task").choice(get_args(Task))
    source, source_tokens = _languages(_required(entry, fields, "source"))
    target, target_tokens = _languages(_target(entry, fields, task))
    spec = ModelSpec(
        name=name,
        task=task,  # type: ignore[arg-type]
        engine=_required(entry, fields, "engine").choice(get_args(Engine)),  # type: ignore[arg-type]
        source=source,
        target=target,
        source_tokens=source_tokens,
        target_tokens=target_tokens,
        via=fields["via"].choice(source) if "via" in fields else "",
        built_in=_built_in(fields, packaged),
        path=_path(fields.get("path")),
        **_texts(fields),
        files=_files(fields.get("files")),
        size=fields["size"].whole() if "size" in fields else None,
        scores=_scores(fields.get("scores")),
        draft="draft" in fields and fields["draft"].flag(),
        check=_check(fields.get("check")),
    )
    if [spec.built_in, bool(spec.path), bool(spec.repository)].count(True) != 1:
        raise entry.error(
            "must say where the model is", "Give either `path: FOLDER` or `repository: OWNER/NAME`."
        )
    return spec


def _required(entry: Field, fields: dict[str, Field], key: str) -> Field:
    if key not in fields:
        raise entry.error(f"lacks `{key}`", f"Add a line `{key}: …` to it.")
    return fields[key]


def _target(entry: Field, fields: dict[str, Field], task: str) -> Field | None:
    if task == "translate":
        return _required(entry, fields, "target")
    if "target" in fields:
        raise fields["target"].error(
            "is given for a summariser", "Remove it: a summary is in the source language."
        )
    return None


def _languages(field: Field | None) -> tuple[tuple[str, ...], dict[str, str]]:
    """Read `fr`, `[fr, en]` or `{bm: ">>bam_Latn<<"}` as languages and their tokens."""
    if field is None:
        return (), {}
    if not isinstance(field.node, yaml.MappingNode):
        return tuple(item.text(_LANGUAGE, "fr or [en, fr]") for item in field.items()), {}
    tokens = {code: value.text() for code, value in field.mapping().items()}
    for code in tokens:
        if not _LANGUAGE.fullmatch(code):
            raise field.error(f"has {code!r}, which is not a language code", "Use codes such as fr or bm.")
    return tuple(tokens), tokens


def _texts(fields: dict[str, Field]) -> dict[str, str]:
    rules = {
        "licence": (None, ""),
        "note": (None, ""),
        "repository": (_REPOSITORY, "owner/name"),
        "revision": (_COMMIT, "a full commit: 40 characters 0-9 and a-f"),
    }
    return {key: fields[key].text(*rule) for key, rule in rules.items() if key in fields}


def _built_in(fields: dict[str, Field], packaged: bool) -> bool:
    if "built_in" not in fields:
        return False
    if not packaged:
        raise fields["built_in"].error("is only for models of the package", "Write `path: FOLDER` instead.")
    return fields["built_in"].flag()


def _path(field: Field | None) -> Path | None:
    return field.file.absolute().parent / Path(field.text()).expanduser() if field else None


def _files(field: Field | None) -> tuple[ModelFile, ...]:
    return tuple(_file(path, entry) for path, entry in field.mapping().items()) if field else ()


def _file(path: str, entry: Field) -> ModelFile:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path or ":" in path:
        raise entry.error("is not a path inside the model's folder", "Write it like model.safetensors.")
    known = entry.mapping("sha256", "size")
    return ModelFile(
        path,
        known["sha256"].text(_SHA256, "64 characters 0-9 and a-f") if "sha256" in known else "",
        known["size"].whole() if "size" in known else None,
    )


def _scores(field: Field | None) -> tuple[Score, ...]:
    return tuple(_score(item) for item in field.items()) if field else ()


def _score(field: Field) -> Score:
    known = field.mapping("set", "metric", "value", "source", "languages")
    return Score(
        set=_required(field, known, "set").text(),
        metric=_required(field, known, "metric").text(),
        value=_required(field, known, "value").number(),
        source=_required(field, known, "source").text(),
        languages=known["languages"].text(re.compile("[a-z]{2,3}-[a-z]{2,3}"), "en-bm")
        if "languages" in known
        else "",
    )


def _check(field: Field | None) -> KnownAnswer | None:
    if field is None:
        return None
    known = field.mapping("text", "contains")
    words = tuple(item.text() for item in _required(field, known, "contains").items())
    return KnownAnswer(_required(field, known, "text").text(), words)
