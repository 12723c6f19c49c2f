"""Sentence splitting on the forms that news text uses."""

import pytest

from summarize.article.sentences import split_sentences

ENGLISH = [
    ["Mr. Keita met U.N. envoys on Jan. 3 in Bamako.", "He left."],
    ["Gen. Carter Ham and Lt. Col. Ba agreed.", "Amadou T. Toure did not."],
    ['"Our aim is clear, to get the junta to leave," said Soumaila Cisse.', "He left."],
    ['"Our basic rights are being violated."', "The message ended."],
    ['He said "We will leave."', "Then he left."],
    ["“We go. We stay,” he said.", "“It is done.”"],
    ["“We left at night.", "It was cold.", "“We then walked."],
    ["They left at 5 p.m. Monday.", "It cost $3.5 million."],
    ["It came in May.", "They left."],
    ["He said no.", "They went."],
    ['"What?" he asked.', "Nobody knew."],
]
FRENCH = [
    ["M. Keïta a rencontré l'ONU le 3 janv. 2012 à Bamako.", "Il est parti."],
    ["« Est-ce vrai ? » demande-t-il.", "« Nous partirons. »", "Il est parti."],
    ["J.-C. Dupont est là.", "Le gén. Sanogo et MM. Cissé et Touré aussi."],
    ["« Nous avons marché. Puis nous avons dormi », raconte-t-il.", "C'était en mai.", "Tout est fini."],
    ["L'art. 5 est clair.", "Cela coûte 3,5 millions d'euros !"],
]


@pytest.mark.parametrize("sentences", ENGLISH)
def test_english_is_split_between_sentences_only(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences), "en") == sentences


@pytest.mark.parametrize("sentences", FRENCH)
def test_french_is_split_between_sentences_only(sentences: list[str]) -> None:
    assert split_sentences(" ".join(sentences), "fr") == sentences


def test_line_breaks_count_as_spaces() -> None:
    assert split_sentences("They left\nat night. It\r\nwas cold.", "en") == [
        "They left at night.",
        "It was cold.",
    ]


def test_a_language_without_rules_is_split_too() -> None:
    assert split_sentences("Junta ye fanga ta. U bɛ taa.", "bm") == ["Junta ye fanga ta.", "U bɛ taa."]
    assert split_sentences("One. Two.", "xx") == ["One.", "Two."]


def test_nothing_gives_no_sentences() -> None:
    assert split_sentences("  \n ", "en") == []
