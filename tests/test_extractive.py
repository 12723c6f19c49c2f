"""The built-in summariser: what it takes, what it leaves, and what it never does to a sentence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from summarize.article.reader import read_article
from summarize.facts.extract import key_facts
from summarize.records import Article, Block, Fact, Sentence
from summarize.summary.context import sentence_contexts
from summarize.summary.extractive import LENGTHS, summarize_article
from summarize.summary.openers import leans_back, without_opener

EXAMPLES = Path(__file__).parent.parent / "examples" / "articles"
ARTICLES = sorted(path for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".md", ".html"})


def article_of(*paragraphs: list[str], language: str = "en", title: str = "") -> Article:
    """Build an article from the sentences of its paragraphs."""
    places = [(text, place) for place, texts in enumerate(paragraphs) for text in texts]
    return Article(
        title=title,
        blocks=tuple(Block(" ".join(texts)) for texts in paragraphs),
        sentences=tuple(Sentence(index, text, place) for index, (text, place) in enumerate(places)),
        language=language,
    )


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


def is_subsequence(part: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in part)


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
@pytest.mark.parametrize("count", [1, *LENGTHS.values()])
def test_each_sentence_comes_from_its_source_in_order_and_whole(path, count):
    article = read_article(path)
    summary = summarize_article(article, key_facts(article), count)
    sources = [sentence.source for sentence in summary.sentences]
    assert 1 <= len(sources) <= count
    assert sources == sorted(set(sources))
    for sentence in summary.sentences:
        source = article.sentences[sentence.source].text
        assert is_subsequence(words(sentence.text), words(source))
        assert sentence.text.rstrip('"”» \u00a0\u202f')[-1] == source.rstrip('"”» \u00a0\u202f')[-1]


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.name)
def test_quotation_marks_are_paired(path):
    article = read_article(path)
    text = summarize_article(article, key_facts(article), 8).text
    assert text.count('"') % 2 == 0
    assert text.count("“") == text.count("”")
    assert text.count("«") == text.count("»")


def test_the_medium_summary_of_the_mali_story_tells_its_key_facts():
    article = read_article(EXAMPLES / "mali-2012.txt")
    text = summarize_article(article, key_facts(article), LENGTHS["medium"]).text
    for fact in ("Kidal", "ECOWAS", "hunger strike"):
        assert fact in text
    assert text.startswith("Junta leaders in Mali faced")


def test_a_longer_summary_of_the_mali_story_keeps_what_a_shorter_one_has():
    article = read_article(EXAMPLES / "mali-2012.txt")
    facts = key_facts(article)
    short, medium, long = (
        {sentence.source for sentence in summarize_article(article, facts, count).sentences}
        for count in LENGTHS.values()
    )
    assert short < medium < long


REPETITIVE = [
    f"On {day} the army seized the river town of Gao, army officers said, "
    "after heavy fighting with rebels near the old airport road north of the market."
    for day in ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
]


def sources_of(article: Article, facts: tuple[Fact, ...], count: int) -> list[int]:
    return [sentence.source for sentence in summarize_article(article, facts, count).sentences]


def test_a_key_fact_is_covered_rather_than_the_same_said_again():
    article = article_of(*([text] for text in REPETITIVE), ["Cholera has killed 40 children in the camps."])
    cholera = Fact("event", "Cholera", "cholera", (7,), 1.0)
    assert 7 not in sources_of(article, (), 2)
    assert 7 in sources_of(article, (cholera,), 2)


def test_each_section_is_told_before_one_is_told_twice():
    texts = [*REPETITIVE, "Trucks carrying millet waited in Niamey.", "Football fans filled the stadium."]
    paragraphs = [Block(text) for text in texts]
    blocks = (
        *paragraphs[:7],
        Block("Aid", "heading"),
        paragraphs[7],
        Block("Sport", "heading"),
        paragraphs[8],
    )
    article = Article("", blocks, tuple(Sentence(index, text, index) for index, text in enumerate(texts)))
    assert sources_of(article, (), 3) == [0, 7, 8]


def test_a_short_article_is_its_own_summary():
    article = article_of(["He came.", "But the army stayed."])
    assert summarize_article(article, (), 5).text == "He came. But the army stayed."


def test_an_article_without_words_gives_no_error():
    assert summarize_article(article_of(), (), 3).sentences == ()
    assert summarize_article(article_of(["…", "!", "?"]), (), 1).sentences


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Meanwhile, the army denied it.", "The army denied it."),
        ("en", "But the army denied it.", "The army denied it."),
        ("en", "However, many citizens could be worse off.", "Many citizens could be worse off."),
        ("en", "And, indeed, the war goes on.", "The war goes on."),
        (
            "en",
            "President Toure, meanwhile, is believed to be safe.",
            "President Toure is believed to be safe.",
        ),
        ("en", "N'DJAMENA, 5 June 2025 — The UN moved food.", "The UN moved food."),
        ("en", "Nouakchott, July 7 (Sahel Press) – Twelve boats sank.", "Twelve boats sank."),
        ("fr", "Bamako, le 3 mai 2025 (AFP) - La junte refuse.", "La junte refuse."),
        ("fr", "Mais la junte refuse.", "La junte refuse."),
        ("fr", "Cependant, l’armée a fui.", "L’armée a fui."),
        ("fr", "Par ailleurs, dix soldats sont morts.", "Dix soldats sont morts."),
        ("fr", "Le président, en effet, refuse.", "Le président refuse."),
    ],
)
def test_a_dangling_connective_is_dropped(language, text, expected):
    assert without_opener(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "But for the army, all would be well."),
        ("en", "Yet another coup struck."),
        ("en", "So far 12 people have died."),
        ("en", "Paris, Madrid and Rome - The ministers met."),
        ("en", "UNICEF – The agency moved food."),
        ("en", "However hard they try, they fail."),
        ("en", "Otherwise, the talks will fail."),
        ("en", "The minister, who fled, meanwhile, is safe."),
        ("en", 'But "we will stay", Cisse said.'),
        ("fr", "Et si la junte partait, tout irait mieux."),
        ("fr", "Sinon, les pourparlers échoueront."),
        ("fr", "Mais pas un soldat n’a fui."),
        ("bm", "But the army denied it."),
    ],
)
def test_an_opener_stays_where_dropping_it_could_change_the_meaning(language, text):
    assert without_opener(text, language) == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He was deemed a hero."),
        ("en", "But this coup is different."),
        ("en", "Most came from Mali."),
        ("fr", "Certains n’ont pas survécu."),
        ("en", "An army source claimed he had died in an ambush."),
        ("en", "The United States has threatened to do the same."),
        ("en", "The international community has also responded."),
        ("en", '"We will win," she said.'),
        ("en", '"Our basic rights are being violated."'),
        ("fr", "Il a démissionné."),
        ("fr", "Cette décision a choqué."),
        ("fr", "« Nous partirons », a-t-il dit."),
        ("fr", "L’ONU en fera de même."),
    ],
)
def test_a_sentence_that_needs_the_one_before_is_known(language, text):
    assert leans_back(text, language)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "This week, soldiers fled."),
        ("en", "It was anger among the troops that led to the coup."),
        ("en", "The finance minister says he is committed."),
        ("en", "In his speech, Mr Cisse promised elections."),
        ("en", '"We will win," Cisse said.'),
        ("en", "Those who fled have died."),
        ("en", "Most soldiers came from Mali."),
        ("fr", "Il y a 12 morts."),
        ("fr", "Cette semaine, le président part."),
        ("fr", "Dans son discours, le président a promis des élections."),
        ("fr", "« Nous partirons », a dit Soumaïla Cissé."),
    ],
)
def test_a_sentence_that_stands_alone_is_known(language, text):
    assert not leans_back(text, language)


def spans(article: Article) -> list[list[int]]:
    return [list(context.span) for context in sentence_contexts(article.sentences, article.language)]


def test_a_pronoun_brings_its_antecedent():
    article = article_of(["Toure led the army.", "He was deemed a hero.", "Mali voted."])
    assert spans(article) == [[0], [0, 1], [2]]


def test_a_quotation_brings_the_speaker_named_before_or_after_it():
    before = article_of(['Cisse said: "We will stay.', "Nobody will leave.", 'That is certain." Mali voted.'])
    after = article_of(['"We will stay.', 'Nobody will leave," Cisse said.', "Mali voted."])
    assert spans(before) == [[0], [0, 1], [0, 1, 2]]
    assert spans(after) == [[0, 1], [0, 1], [2]]


def test_a_quotation_that_is_cut_is_closed():
    paragraphs = [
        [
            "Soldats, rebelles et civils maliens : Soumaïla Cissé a dit : « Le Mali restera uni.",
            "Personne ne partira. »",
        ],
        ["La pluie est tombée."],
    ]
    summary = summarize_article(article_of(*paragraphs, language="fr"), (), 1)
    assert summary.text == (
        "Soldats, rebelles et civils maliens : Soumaïla Cissé a dit : « Le Mali restera uni. »"
    )


def test_a_sentence_with_a_stray_quotation_mark_is_not_taken():
    article = article_of(["Mali voted.", 'We will stay." The army left.', "Rain fell."])
    assert spans(article) == [[0], [], [2]]


def test_a_line_that_announces_a_quotation_comes_with_it():
    article = article_of(["Mali voted."], ["The minister said:"], ["“We will stay.”"], ["Rain fell."])
    assert spans(article) == [[0], [1], [1, 2], [3]]
    assert spans(article_of(["Mali voted."], ["Key figures:"], ["Rain fell."])) == [[0], [], [2]]


@pytest.mark.parametrize(
    "text",
    [
        "274,000 returnees",
        "Sila | 12 | 3",
        "Who took them?",
        "Q: You have vaccine.",
        "We buried three children.",
        "Write to news@sahel.example.",
    ],
)
def test_what_tells_the_reader_nothing_is_not_taken(text):
    assert spans(article_of(["Mali voted.", text, '"We voted," Cisse said.'])) == [[0], [], [2]]
