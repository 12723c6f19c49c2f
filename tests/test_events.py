import pytest

from summarize.facts.extract import key_facts
from summarize.facts.finding.events import find_events
from summarize.records import Article, Block, Sentence


@pytest.mark.parametrize(
    ("english", "french", "key"),
    [
        ("began a hunger strike", "ont entamé une grève de la faim", "hunger-strike"),
        ("the hunger strikers", "les grévistes de la faim", "hunger-strike"),
        ("staged a coup", "le coup d’État", "coup"),
        ("a coup d'etat", "un putsch", "coup"),
        ("the suspension of aid", "la suspension de l'aide", "suspension-of-aid"),
        ("presidential elections", "l'élection présidentielle", "election"),
        ("a state of emergency", "l'état d'urgence", "state-of-emergency"),
        ("a nationwide strike", "une grève illimitée", "strike"),
        ("The AU suspended Mali", "L'UA a suspendu le Mali", "suspension"),
    ],
)
def test_an_event_has_one_key_in_both_languages(english: str, french: str, key: str) -> None:
    assert [mention.key for mention in find_events(english, "en")] == [key]
    assert [mention.key for mention in find_events(french, "fr")] == [key]


def test_a_phrase_that_only_looks_like_an_event_is_none() -> None:
    assert find_events("They refused food to protest and released a statement.", "en") == []


def test_the_longest_phrase_wins() -> None:
    assert [mention.text for mention in find_events("A hunger strike is no strike.", "en")] == [
        "hunger strike",
        "strike",
    ]


def test_an_event_told_in_passing_is_no_fact_of_the_story() -> None:
    texts = [
        "Floods have cut the road to Gao.",
        "The army sent boats to Gao.",
        "The governor came on Monday.",
        "He had once been arrested in Mopti.",
    ]
    sentences = tuple(Sentence(index, text, 0) for index, text in enumerate(texts))
    article = Article("", (Block(" ".join(texts)),), sentences)
    assert [fact.text for fact in key_facts(article) if fact.kind == "event"] == ["Floods"]
    told_first = Article("", (Block(texts[3]),), (Sentence(0, texts[3], 0),))
    assert [fact.text for fact in key_facts(told_first) if fact.kind == "event"] == ["arrested"]
