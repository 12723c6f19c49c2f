"""Articles about one event become one story that keeps every source and shows what the sources differ on."""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import itertools
import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from summarize.article.reader import number_sentences
from summarize.digest.roles import find_role
from summarize.digest.stories import Story, group_stories
from summarize.digest.totals import is_total
from summarize.facts.extract import key_facts
from summarize.records import Article, Block, Fact

MARKED = Path(__file__).parent / "data" / "stories"
SHA256 = "3082d3bb51b5d42bc91dd8c0f187b1a46536c7cc3c682aa1f92042ed9ac40620"
FLOOR = 0.9
"""Pairwise F1 on each half; measured 1.00 (development) and 0.94 (check)."""


def make_article(
    title: str, text: str, language: str = "en", source: str = "", date: str = "2026-03-02"
) -> Article:
    blocks = tuple(Block(paragraph) for paragraph in text.split("\n\n"))
    day = dt.date.fromisoformat(date) if date else None
    return Article(title, blocks, number_sentences(blocks, language), language, source, date=day)


def group(*articles: Article) -> tuple[Story, ...]:
    return group_stories(articles, [key_facts(article) for article in articles])


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    return [json.loads(line) for line in (MARKED / "articles.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def articles(rows: list[dict[str, str]]) -> list[Article]:
    return [
        make_article(*(row[key] for key in ("title", "text", "language", "source", "date"))) for row in rows
    ]


@pytest.fixture(scope="module")
def facts(articles: list[Article]) -> list[tuple[Fact, ...]]:
    return [key_facts(article) for article in articles]


@pytest.fixture(scope="module")
def stories(articles: list[Article], facts: list[tuple[Fact, ...]]) -> tuple[Story, ...]:
    return group_stories(articles, facts)


def pairs(groups: Iterable[Sequence[int]]) -> set[tuple[int, int]]:
    return {pair for members in groups for pair in itertools.combinations(sorted(members), 2)}


def f1(stories: Sequence[Story], marks: Sequence[str]) -> float:
    found = pairs(story.members for story in stories)
    marked = pairs([i for i, mark in enumerate(marks) if mark == name] for name in set(marks))
    return 2 * len(found & marked) / (len(found) + len(marked))


def test_the_marked_articles_are_the_ones_the_floor_was_set_on() -> None:
    assert hashlib.sha256((MARKED / "articles.jsonl").read_bytes()).hexdigest() == SHA256


def test_the_marked_articles_are_many_and_of_both_languages(rows: list[dict[str, str]]) -> None:
    assert len(rows) >= 60
    assert len({row["story"] for row in rows}) >= 20
    assert {row["language"] for row in rows} == {"en", "fr"}
    halves = {(row["story"], row["half"]) for row in rows}
    assert len(halves) == len({row["story"] for row in rows})


@pytest.mark.parametrize("half", ["development", "check"])
def test_marked_articles_are_grouped_by_story(
    half: str, rows: list[dict[str, str]], articles: list[Article], facts: list[tuple[Fact, ...]]
) -> None:
    chosen = [i for i, row in enumerate(rows) if row["half"] == half]
    stories = group_stories([articles[i] for i in chosen], [facts[i] for i in chosen])
    assert f1(stories, [rows[i]["story"] for i in chosen]) >= FLOOR


def test_every_article_is_in_exactly_one_story(stories: tuple[Story, ...], articles: list[Article]) -> None:
    assert sorted(index for story in stories for index in story.members) == list(range(len(articles)))


def test_the_order_of_the_articles_does_not_change_the_stories(
    stories: tuple[Story, ...], articles: list[Article], facts: list[tuple[Fact, ...]]
) -> None:
    backwards = group_stories(articles[::-1], facts[::-1])
    last = len(articles) - 1
    assert {frozenset(last - i for i in story.members) for story in backwards} == {
        frozenset(story.members) for story in stories
    }


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("attack-tandoro", "ambush-kelma"),
        ("flood-niamey", "flood-agadez"),
        ("election-gambia", "election-bissau"),
        ("strike-lagos-port", "fuel-protest-lagos"),
    ],
)
def test_two_events_of_one_kind_in_one_week_stay_apart(
    one: str, other: str, rows: list[dict[str, str]], articles: list[Article], facts: list[tuple[Fact, ...]]
) -> None:
    chosen = [i for i, row in enumerate(rows) if row["story"] in (one, other)]
    stories = group_stories([articles[i] for i in chosen], [facts[i] for i in chosen])
    for story in stories:
        assert len({rows[chosen[i]]["story"] for i in story.members}) == 1


def test_a_french_and_an_english_article_share_a_story(
    stories: tuple[Story, ...], rows: list[dict[str, str]]
) -> None:
    story = next(story for story in stories if rows[story.lead]["story"] == "cup-final")
    assert sorted(rows[i]["language"] for i in story.members) == ["en", "fr"]


def test_a_story_names_its_sources_dates_copies_and_lead(
    stories: tuple[Story, ...], rows: list[dict[str, str]]
) -> None:
    story = next(story for story in stories if rows[story.lead]["story"] == "attack-tandoro")
    assert story.sources == (
        "Sahel Wire",
        "The Coastal Herald",
        "Bamako Evening Post",
        "Le Courrier du Fleuve",
    )
    assert (story.start, story.end) == (dt.date(2026, 3, 2), dt.date(2026, 3, 3))
    assert [[rows[i]["id"] for i in copies] for copies in story.duplicates] == [
        ["attack-tandoro-1", "attack-tandoro-2"]
    ]
    assert [rows[i]["id"] for i in story.distinct] == [
        "attack-tandoro-1",
        "attack-tandoro-3",
        "attack-tandoro-4",
    ]
    assert rows[story.lead]["id"] == "attack-tandoro-1"


def test_different_tolls_stand_side_by_side_with_who_says_what(
    stories: tuple[Story, ...], rows: list[dict[str, str]]
) -> None:
    story = next(story for story in stories if rows[story.lead]["story"] == "attack-tandoro")
    toll = next(item for item in story.disagreements if item.about == "dead")
    assert toll.values == ("14", "17")
    said = {rows[claim.article]["source"]: claim.value for claim in toll.claims}
    assert said == {
        "Sahel Wire": "14",
        "The Coastal Herald": "14",
        "Bamako Evening Post": "17",
        "Le Courrier du Fleuve": "14",
    }
    assert all(
        claim.text in rows[claim.article]["title"] + rows[claim.article]["text"] for claim in toll.claims
    )


def test_most_marked_disagreements_are_found(stories: tuple[Story, ...], rows: list[dict[str, str]]) -> None:
    with (MARKED / "disagreements.tsv").open(encoding="utf-8") as file:
        marked = list(csv.DictReader(file, delimiter="\t"))
    wanted = {(row["story"], row["about"], row["values"]) for row in marked if row["must"] == "yes"}
    allowed = {(row["story"], row["about"]) for row in marked if row["must"] == "no"}
    found = {
        (rows[story.lead]["story"], item.about, "|".join(item.values))
        for story in stories
        for item in story.disagreements
        if (rows[story.lead]["story"], item.about) not in allowed
    }
    assert len(found & wanted) >= 0.85 * len(wanted)
    assert len(found & wanted) >= 0.85 * len(found)


WIRE = (
    "At least 12 people were killed on Monday when a ferry sank on Lake Tamba near the town of Koriba.\n\n"
    "The ferry was carrying cement and about 90 passengers from the weekly fair at Mando, harbour master "
    "Salif Konaré said. Divers were looking for survivors late into the night."
)


def test_sources_that_agree_show_no_disagreement() -> None:
    other = WIRE.replace("At least 12 people were killed", "Twelve people died").replace(
        "late into", "well into"
    )
    (story,) = group(
        make_article("Ferry sinks on Lake Tamba", WIRE), make_article("Ferry sinks, 12 dead", other)
    )
    assert story.disagreements == ()


def test_a_copy_with_another_toll_is_both_a_copy_and_a_disagreement() -> None:
    copy = WIRE.replace("12 people", "15 people")
    (story,) = group(make_article("Ferry sinks on Lake Tamba", WIRE), make_article("Ferry disaster", copy))
    assert story.duplicates == ((0, 1),)
    assert [(item.about, item.values) for item in story.disagreements] == [("dead", ("12", "15"))]


def test_different_days_of_one_event_are_shown() -> None:
    one = "An earthquake on Sunday destroyed the market of Koriba, governor Salif Konaré said."
    other = "The earthquake on Saturday destroyed the market of Koriba, according to governor Salif Konaré."
    (story,) = group(
        make_article("Earthquake in Koriba", one), make_article("Koriba market destroyed", other)
    )
    assert [(item.about, item.values) for item in story.disagreements] == [
        ("day of earthquake", ("2026-02-28", "2026-03-01"))
    ]


def test_the_same_text_weeks_later_is_another_story() -> None:
    later = make_article("Ferry sinks on Lake Tamba", WIRE, date="2026-04-13")
    assert len(group(make_article("Ferry sinks on Lake Tamba", WIRE), later)) == 2


def test_an_undated_copy_joins_its_story_and_stands_last() -> None:
    undated = make_article("Ferry sinks", WIRE, date="")
    (story,) = group(undated, make_article("Ferry sinks on Lake Tamba", WIRE))
    assert story.members == (1, 0)
    assert story.start == story.end == dt.date(2026, 3, 2)


def test_articles_without_words_or_facts_stay_alone() -> None:
    empty = Article("", (), ())
    assert [story.members for story in group(empty, replace(empty, source="b"))] == [(0,), (1,)]


def test_no_articles_make_no_stories() -> None:
    assert group() == ()


def test_facts_that_do_not_match_the_articles_are_refused() -> None:
    with pytest.raises(ValueError, match="1 articles need as many tuples of facts, not 0"):
        group_stories([make_article("Title", WIRE)], [])


def read_figures() -> list[dict[str, str]]:
    with (MARKED / "figures.tsv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@pytest.mark.parametrize("row", read_figures(), ids=lambda row: row["sentence"])
def test_a_figure_is_read_with_what_it_counts(row: dict[str, str]) -> None:
    before, _, after = re.split(r"\[(.*)\]", row["sentence"])
    before, after = re.split(r"\d[\d,. ]*", before)[-1], re.split(r"(?<= )\d", after)[0]
    counts = find_role(before, after, row["language"]) if is_total(before, after) else ""
    assert counts == row["counts"]


def differences(one: str, other: str, language: str = "en") -> list[tuple[str, tuple[str, ...]]]:
    """What two reports of the ferry that differ by one sentence disagree on."""
    lead = WIRE if language == "en" else FIL
    (story,) = group(
        make_article("Ferry sinks on Lake Tamba", f"{lead}\n\n{one}", language),
        make_article("Ferry sinks on Lake Tamba", f"{lead}\n\n{other}", language),
    )
    return [(item.about, item.values) for item in story.disagreements]


FIL = (
    "Un bac a coulé lundi sur le lac Tamba près de la ville de Koriba.\n\n"
    "Le bac transportait du ciment et des passagers de la foire de Mando, selon le capitaine Salif Konaré."
)


def test_the_displaced_differ_but_the_money_for_them_does_not() -> None:
    told = "Plus de 4 000 personnes ont été déplacées."
    money = "L’État a débloqué 250 millions de francs CFA pour les personnes déplacées."
    assert differences(told, money, "fr") == []
    assert differences(told, told.replace("4 000", "6 000"), "fr") == [("displaced", ("4000", "6000"))]


@pytest.mark.parametrize(
    "other",
    [
        "In 2019, a ferry sank there and 30 people went missing.",
        "Last year 30 people went missing on the lake.",
        "Soldiers found 30 percent of the people missing.",
        "They went missing 30 kilometres from Mando.",
        "Crews of 8 sailors and 3 cooks were missing.",
        "The number of missing rose from 3 to 9.",
        "Nine people are missing, down from 30.",
    ],
)
def test_figures_of_other_times_parts_and_measures_contradict_nothing(other: str) -> None:
    assert differences("Nine people are missing.", other) == []


def test_a_rounded_figure_does_not_contradict_the_exact_one() -> None:
    assert differences("About 400 people are missing.", "The mayor said 397 people are missing.") == []
    assert differences("About 400 people are missing.", "Some 300 people are missing.") == [
        ("missing", ("300", "400"))
    ]
