"""The steps strung together: article → facts → summary → translations → brief."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing
from functools import cached_property, partial
from itertools import zip_longest
from pathlib import Path

from summarize import __version__
from summarize.article.language import detect_language
from summarize.article.sentences import split_sentences
from summarize.errors import InputError
from summarize.facts.check import MOST, check_translation, most_salient
from summarize.facts.extract import key_facts
from summarize.facts.glossary import Glossary, load_glossary
from summarize.languages import language_code, language_name
from summarize.models.engines import EngineName
from summarize.models.load import load_summariser, load_translator
from summarize.models.registry import Registry, Route
from summarize.models.store import ModelStore
from summarize.records import Article, Brief, Fact, Summary, Translation
from summarize.summary.extractive import LENGTHS, summarize_article
from summarize.translation.route import Checker, TranslationRoute
from summarize.translation.translator import Translator

EXTRACTIVE = "extractive"


class Pipeline:
    """Make briefs and translations; translation models are loaded when first needed and stay loaded.

    Args:
        registry: which models there are; by default the built-in registry with the user's laid over it.
        store: where fetched models live.
        glossaries: files laid over the built-in glossary.
        summarizer: `extractive` (built in) or the name of a summarisation model.
        model: name of the translation model to use instead of the best one present.
        engine: `auto`, `ctranslate2` or `transformers`.
    """

    def __init__(
        self,
        *,
        registry: Registry | None = None,
        store: ModelStore | None = None,
        glossaries: Sequence[Path] = (),
        summarizer: str = EXTRACTIVE,
        model: str = "",
        engine: EngineName = "auto",
    ) -> None:
        self.registry = registry or Registry.load()
        self.store = store or ModelStore()
        self._glossaries = tuple(glossaries)
        self._summarizer = summarizer
        self._model = model
        self._engine = engine
        self._routes: dict[tuple[str, str], TranslationRoute] = {}
        if glossaries:
            self.glossary = load_glossary(*glossaries)  # a bad file is refused before any work

    @cached_property
    def glossary(self) -> Glossary:
        """The built-in glossary with the user's files laid over it."""
        return load_glossary(*self._glossaries)

    def route(self, source: str, target: str) -> TranslationRoute:
        """Return the loaded models from one language to another.

        Raises:
            LanguageError: no installed model, or chain of models, does that.
        """
        key = (source, target)
        if key not in self._routes:
            self._routes[key] = self._load(self._models(source, target), source, target)
        return self._routes[key]

    def _models(self, source: str, target: str) -> Route:
        return self.registry.route(source, target, name=self._model, present=self.store.has)

    def _load(self, specs: Route, source: str, target: str) -> TranslationRoute:
        steps, models, language = [], [], source
        for spec, later in zip_longest(specs, specs[1:]):
            following = later.via if later else target
            engine = load_translator(spec, self.store.folder(spec), language, following, self._engine)
            check = self._checker(language, following)
            steps.append(Translator(engine, language, following, check=check, glossary=self.glossary))
            models.append(f"{spec.label} ({engine.name})")
            language = following
        draft = any(spec.draft for spec in specs)
        return TranslationRoute(steps, models, draft=draft, check=self._checker(source, target))

    def _checker(self, source: str, target: str) -> Checker:
        return partial(check_translation, source_language=source, language=target, glossary=self.glossary)

    def brief(self, article: Article, languages: Sequence[str] = (), length: str | int = "medium") -> Brief:
        """Summarise an article, translate the summary and check the facts: see `summarize.brief`."""
        wanted = [code for code in dict.fromkeys(map(language_code, languages)) if code != article.language]
        for code in wanted:
            self._models(article.language, code)  # a missing one is refused before any work
        facts = key_facts(article)
        summary = self._summarize(article, facts, sentence_count(length))
        routes = (self.route(article.language, code) for code in wanted)
        translations = tuple(self._translate_summary(article, summary, route) for route in routes)
        key = most_salient(facts, MOST)
        return Brief(article, summary, facts, key, translations, signature(summary, translations))

    def _summarize(self, article: Article, facts: tuple[Fact, ...], count: int) -> Summary:
        if self._summarizer == EXTRACTIVE:
            return summarize_article(article, facts, count)
        from summarize.summary.abstractive import summarize_abstractively

        spec = self.registry.summariser(self._summarizer, article.language)
        # these models are large: their memory is given back before a translation model is loaded
        with closing(load_summariser(spec, self.store.folder(spec), self._engine)) as generator:
            return summarize_abstractively(article, facts, count, generator)

    def _translate_summary(self, article: Article, summary: Summary, route: TranslationRoute) -> Translation:
        return route.translate([sentence.text for sentence in summary.sentences], title=article.title)

    def translate(self, text: str, language: str, source: str = "") -> Translation:
        """Translate text, sentence by sentence: see `summarize.translate`."""
        if not text.strip():
            raise InputError("There is no text to translate. Give it as an argument or on standard input.")
        language, source = language_code(language), language_code(source) or detect_language(text)
        if source == language:
            name = language_name(language)
            raise InputError(
                f"The text is in {name} already. If it is not, name its language with --from CODE."
            )
        paragraphs = [line for line in text.splitlines() if line.strip()]
        sentences = [sentence for line in paragraphs for sentence in split_sentences(line, source)]
        return self.route(source, language).translate(sentences)


def sentence_count(length: str | int) -> int:
    """Turn a length name or a number of sentences into a number of sentences.

    Raises:
        InputError: the name is unknown or the number is below 1.
    """
    for name, count in LENGTHS.items():
        if length == name:
            return count
    if isinstance(length, int) and length >= 1:
        return length
    raise InputError(f"{length!r} is no length: use {', '.join(LENGTHS)} or a number of sentences from 1 up.")


def signature(summary: Summary, translations: Sequence[Translation]) -> str:
    """Name the tool and every model that made a brief, with versions, in one line."""
    models = dict.fromkeys(model for translation in translations for model in translation.models)
    return " · ".join([f"summarize {__version__}", summary.model, *models])
