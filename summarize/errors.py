"""The error family: every expected failure is a `SummarizeError` that knows its exit code.

    SummarizeError            1  something failed; the message says what and how to cure it
    ├── InputError            2  the article, file or option given cannot be used
    │   └── LanguageError     2  no model for this language or pair of languages
    ├── ModelError            2  a model is missing, damaged or unknown
    │   └── RegistryError     2  models.yaml (built in or the user's) is not valid
    ├── GlossaryError         2  a glossary file is not valid
    └── FactsLostError        3  key facts are missing or changed (`--strict`, `check`)

Each message names what is wrong, what would be right and, where there is one, the command that helps.
"""

from __future__ import annotations


class SummarizeError(Exception):
    """Base of all expected failures; `exit_code` is what the command returns."""

    exit_code = 1


class InputError(SummarizeError):
    """The article, file or option given cannot be used."""

    exit_code = 2


class LanguageError(InputError):
    """There is no model for this language or pair of languages."""


class ModelError(SummarizeError):
    """A model is missing, damaged or unknown."""

    exit_code = 2


class RegistryError(ModelError):
    """A `models.yaml` file is not valid."""


class GlossaryError(SummarizeError):
    """A glossary file is not valid."""

    exit_code = 2


class FactsLostError(SummarizeError):
    """Key facts are missing or changed and the user asked for strictness."""

    exit_code = 3
