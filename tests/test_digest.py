"""Many articles to one digest: merged stories, counts that add up, resumed and cached runs."""

from __future__ import annotations

import datetime as dt
import random
import re
from pathlib import Path

import pytest

from summarize.cache import ResultCache
from summarize.digest import prepare as prepare_module
from summarize.digest.build import DigestOptions, build_digest
from summarize.digest.choice import ModelChoice
from summarize.digest.sections import divide
from summarize.errors import LanguageError
from summarize.records import Digest, DigestItem

EXAMPLES = Path(__file__).parent.parent / "examples" / "digest" / "articles"
NO_CACHE = ResultCache(None)


@pytest.fixture(scope="module")
def examples() -> Digest:
    return build_digest([str(EXAMPLES)], DigestOptions(jobs=1), cache=NO_CACHE)


@pytest.fixture
def flood(examples: Digest) -> DigestItem:
    return examples.items[0]


def test_sources_of_one_event_become_one_item_that_lists_them_all(flood: DigestItem) -> None:
    files = {Path(source.file).name for source in flood.sources}
    assert files == {path.name for path in EXAMPLES.glob("niono-*")}
    assert "Delta Press Agency" in {source.outlet for source in flood.sources}
    assert "bamakoherald.example" in {source.outlet for source in flood.sources}


def test_a_copy_is_named_as_one_and_makes_no_claim_of_its_own(flood: DigestItem) -> None:
    copies = [place for place, source in enumerate(flood.sources) if source.copy_of is not None]
    assert [Path(flood.sources[place].file).name for place in copies] == ["niono-flood-copy.txt"]
    assert flood.sources[flood.sources[copies[0]].copy_of or 0].outlet == "Delta Press Agency"
    assert not {claim.article for difference in flood.differences for claim in difference.claims} & set(
        copies
    )


def test_what_sources_differ_on_stands_side_by_side(flood: DigestItem) -> None:
    dead = next(difference for difference in flood.differences if difference.about == "dead")
    told = {Path(flood.sources[claim.article].file).name: claim.value for claim in dead.claims}
    assert told == {
        "niono-flood-agency.txt": "14",
        "niono-flood-herald.txt": "17",
        "niono-inondations.txt": "16",
    }


def test_every_sentence_is_in_the_article_its_mark_names(examples: Digest) -> None:
    from summarize.article.reader import read_article

    for item in examples.items:
        assert 2 <= len(item.sentences) <= 4
        for sentence in item.sentences:
            article = read_article(Path(item.sources[sentence.article].file))
            assert article.sentences[sentence.sentence].text.endswith(sentence.text)  # a dateline may go


def test_a_story_of_several_sources_tells_what_the_others_add(flood: DigestItem) -> None:
    added = [sentence for sentence in flood.sentences if sentence.article > 0]
    assert len(added) == 1
    assert "14" not in added[0].text
    assert "17" not in added[0].text


def test_languages_are_those_of_the_articles_and_those_wanted(examples: Digest) -> None:
    assert set(examples.languages) == {"en", "fr"}
    assert all(item.translations == () for item in examples.items)


def test_items_are_translated_and_an_item_in_the_language_is_left_alone() -> None:
    names = [str(EXAMPLES / "kayes-gold.txt"), str(EXAMPLES / "agadez-vaccin.txt")]
    made = build_digest(names, DigestOptions(languages=("fr", "en"), jobs=1), cache=NO_CACHE)
    gold = next(item for item in made.items if item.language == "en")
    agadez = next(item for item in made.items if item.language == "fr")
    assert [translation.language for translation in gold.translations] == ["fr"]
    assert len(gold.translations[0].sentences) == len(gold.sentences)
    assert gold.translations[0].title
    assert [translation.language for translation in agadez.translations] == ["en"]
    assert "en-fr" in made.signature
    assert "fr-en" in made.signature


def test_a_language_without_a_model_is_refused_before_anything_is_read(tmp_path: Path) -> None:
    def told(*_: object) -> None:
        pytest.fail("work began")

    with pytest.raises(LanguageError, match="xx"):
        build_digest([str(EXAMPLES)], DigestOptions(languages=("fr", "xx")), cache=NO_CACHE, progress=told)


def test_older_articles_are_left_out_and_counted() -> None:
    options = DigestOptions(since=dt.date(2026, 11, 25), jobs=1)
    made = build_digest([str(EXAMPLES)], options, cache=NO_CACHE)
    assert (made.counts.found, made.counts.articles, made.counts.left_out) == (7, 3, 4)


def test_at_most_so_many_stories_are_shown() -> None:
    made = build_digest([str(EXAMPLES)], DigestOptions(most=1, jobs=1), cache=NO_CACHE)
    assert (len(made.items), made.counts.stories, made.counts.articles) == (1, 3, 7)


@pytest.mark.parametrize("grouping", ["story", "source", "date", "place"])
def test_each_item_is_in_exactly_one_section(examples: Digest, grouping: str) -> None:
    sections = divide(examples.items, grouping)  # type: ignore[arg-type]
    divided = [item.headline for section in sections for item in section.items]
    assert sorted(divided) == sorted(item.headline for item in examples.items)
    titles = [section.title for section in sections]
    expected = {
        "story": [""],
        "source": ["Delta Press Agency", "Sahel Newswire", "lecourrierdufleuve.example"],
        "date": ["2026-11-26", "2026-11-25", "2026-11-24"],
    }
    assert titles == expected.get(grouping, titles)


def test_nothing_given_or_nothing_readable_still_makes_a_digest(tmp_path: Path) -> None:
    empty = build_digest([str(tmp_path)], DigestOptions(jobs=1), cache=NO_CACHE)
    assert (empty.counts.found, empty.items) == (0, ())
    missing = build_digest([str(tmp_path / "no.txt")], DigestOptions(jobs=1), cache=NO_CACHE)
    assert (missing.counts.found, missing.counts.failures) == (1, 1)
    assert "There is no file" in missing.failures[0].reason


PLACES = ("Kidal", "Gao", "Mopti", "Ségou", "Sikasso", "Kayes", "Tessalit", "Ménaka", "Douentza", "Niono")
EVENTS = (
    "flood",
    "strike",
    "election",
    "attack",
    "drought",
    "festival",
    "harvest",
    "summit",
    "trial",
    "protest",
)


def synthetic(number: int) -> str:
    dice = random.Random(number)  # noqa: S311 - no secret
    place, other = dice.sample(PLACES, 2)
    event = dice.choice(EVENTS)
    words = [f"word{dice.randrange(5000)}" for _ in range(12)]
    return f"""A {event} near {place} draws {number + 10} officials

November {dice.randint(1, 28)}, 2026

Officials said on Monday that the {event} near {place} would bring {number + 10} people to {other}.

The {" ".join(words[:6])} of the region said it would send help to {place} before the end of the month.

"We have waited for {dice.randint(2, 9)} weeks," said a trader from {other} near the {" ".join(words[6:])}.
"""


def broken(number: int, folder: Path) -> None:
    """Write a file that is broken in one of ten ways."""
    kinds: list[tuple[str, bytes]] = [
        ("txt", b""),
        ("txt", b" \n\t\n"),
        ("txt", bytes(range(256)) * 20),
        ("docx", b"PK\x03\x04 and then nothing of a document"),
        ("pdf", b"%PDF-1.4\n%%EOF"),
        ("txt", b"Home\nNews\nSport\nLog in\nSubscribe\n"),
        ("eml", b"Subject: nothing\n\n"),
        ("rtf.txt", b"{\\rtf1 old}"),
        ("rss", b"<rss><channel><title>Empty</title></channel></rss>"),
        ("txt", b"x" * 10_000_001),
    ]
    suffix, data = kinds[number % len(kinds)]
    (folder / f"broken-{number:03}.{suffix}").write_bytes(data)


def test_no_article_of_five_hundred_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "news"
    folder.mkdir()
    for number in range(500):
        if number % 10 == 3:
            broken(number // 10, folder)
        else:
            (folder / f"story-{number:03}.txt").write_text(synthetic(number), encoding="utf-8")
    cache = ResultCache(tmp_path / "cache")
    made = build_digest([str(folder)], DigestOptions(jobs=2), cache=cache)
    counts = made.counts
    assert (counts.found, counts.articles, counts.failures) == (500, 450, 50)
    shown = [Path(source.file).name for item in made.items for source in item.sources]
    assert sorted(shown) == sorted(path.name for path in folder.glob("story-*"))
    failed = sorted(Path(failure.source).name for failure in made.failures)
    assert failed == sorted(path.name for path in folder.glob("broken-*"))
    assert all(re.search(r"\w{3}.*\.$", failure.reason) for failure in made.failures)


class Stopped(KeyboardInterrupt):
    """Ctrl-C in the middle of a run."""


def test_an_interrupted_run_goes_on_where_it_stopped_and_a_second_one_does_nothing_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(12):
        (tmp_path / f"{number}.txt").write_text(synthetic(number), encoding="utf-8")
    cache = ResultCache(tmp_path / ".cache")
    options = DigestOptions(jobs=1)
    names = [str(tmp_path)]
    done: list[str] = []
    genuine = prepare_module.prepare

    def counted(raw: prepare_module._Raw) -> prepare_module.Prepared:
        done.append(raw.name)
        return genuine(raw)

    def stop(step: str, count: int, total: int) -> None:
        if count == 5:
            raise Stopped

    monkeypatch.setattr(prepare_module, "prepare", counted)
    with pytest.raises(Stopped):
        build_digest(names, options, cache=cache, progress=stop)
    assert len(done) == 5
    first = build_digest(names, options, cache=cache)
    assert len(done) == 12
    assert build_digest(names, options, cache=cache) == first
    assert len(done) == 12


def test_a_changed_article_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    cache = ResultCache(tmp_path / ".cache")
    path.write_text(synthetic(1), encoding="utf-8")
    before = build_digest([str(path)], DigestOptions(jobs=1), cache=cache).items[0]
    path.write_text(synthetic(2), encoding="utf-8")
    after = build_digest([str(path)], DigestOptions(jobs=1), cache=cache).items[0]
    assert before.headline != after.headline


def test_an_unexpected_error_costs_only_its_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(synthetic(number), encoding="utf-8")
    genuine = prepare_module.prepare

    def fails(raw: prepare_module._Raw) -> prepare_module.Prepared:
        if raw.name.endswith("1.txt"):
            raise RecursionError("too deep")
        return genuine(raw)

    monkeypatch.setattr(prepare_module, "prepare", fails)
    made = build_digest([str(tmp_path)], DigestOptions(jobs=1), cache=NO_CACHE)
    assert (made.counts.articles, made.counts.failures) == (2, 1)
    assert "too deep" in made.failures[0].reason


def test_the_state_of_models_changes_with_engine_and_glossary(tmp_path: Path) -> None:
    glossary = tmp_path / "terms.tsv"
    glossary.write_text("en\tfr\ntoll\tbilan\n", encoding="utf-8")
    choices = [ModelChoice(), ModelChoice(engine="transformers"), ModelChoice(glossaries=(glossary,))]
    route = choices[0].route("en", "fr")
    states = [choice.state(*route) for choice in choices]
    glossary.write_text("en\tfr\ntoll\tbilan humain\n", encoding="utf-8")
    assert len({*states, choices[2].state(*route)}) == 4


PROSE = "The mayor of Koriba said on Monday that the ferry had sunk with 12 people on board. " * 3
PAGE = (
    "<html><head>%s<title>Ferry sinks</title></head>"
    f"<body><article><h1>Ferry</h1><p>{PROSE}</p></article></body></html>"
)
MAIL = f"From: %s\nSubject: Ferry sinks\nDate: Mon, 2 Mar 2026 10:00:00 +0000\n%s\n{PROSE}\n"


@pytest.mark.parametrize(
    ("name", "content", "outlet"),
    [
        ("a.txt", f"Ferry sinks\n\n{PROSE}", "a"),
        ("b.txt", f"Ferry sinks\n\nKORIBA, March 2 (Lake News) - {PROSE}", "Lake News"),
        ("c.html", PAGE % '<meta property="og:site_name" content="The Lake Herald">', "The Lake Herald"),
        ("d.html", PAGE % '<link rel="canonical" href="https://www.lake.example/1">', "lake.example"),
        ("e.html", PAGE % "", "e"),
        ("f.eml", MAIL % ("Awa Diallo <awa@lake.example>", ""), "Awa Diallo"),
        ("g.eml", MAIL % ("Awa <awa@lake.example>", "Organization: Lake Radio\n"), "Lake Radio"),
        (
            "h.eml",
            MAIL % ("Awa <awa@lake.example>", "List-Id: Lake Digest <d.lake.example>\n"),
            "Lake Digest",
        ),
        ("i.eml", MAIL % ("awa@lake.example", ""), "i"),
    ],
)
def test_a_source_is_named_as_a_reader_knows_it(tmp_path: Path, name: str, content: str, outlet: str) -> None:
    (tmp_path / name).write_text(content)
    digest = build_digest([str(tmp_path / name)], DigestOptions(jobs=1), cache=NO_CACHE)
    assert digest.items[0].sources[0].outlet == outlet
