import pytest

from summarize.facts.finding.quotes import find_quotes


@pytest.mark.parametrize(
    ("text", "language", "words", "speaker"),
    [
        ('"Our aim is clear," said Soumaila Cisse.', "en", "Our aim is clear", "Soumaila Cisse"),
        ('"Our aim is clear," Cisse said.', "en", "Our aim is clear", "Cisse"),
        ("“Our aim is clear,” she said.", "en", "Our aim is clear", "she"),
        ('Cisse said: "Our aim is clear."', "en", "Our aim is clear", "Cisse"),
        ('According to Cisse, "our aim is clear".', "en", "our aim is clear", "Cisse"),
        ("« Notre but est clair », a déclaré Soumaïla Cissé.", "fr", "Notre but est clair", "Soumaïla Cissé"),
        ("« Notre but est clair », a-t-elle ajouté.", "fr", "Notre but est clair", "elle"),
        (
            "Soumaïla Cissé a expliqué : « Notre but est clair. »",
            "fr",
            "Notre but est clair",
            "Soumaïla Cissé",
        ),
        ("Selon le maire, « notre but est clair ».", "fr", "notre but est clair", "le maire"),
        ('Signs read "Our aim is clear" in red.', "en", "Our aim is clear", ""),
    ],
)
def test_a_quotation_is_found_with_its_speaker(text: str, language: str, words: str, speaker: str) -> None:
    (quote,) = find_quotes(text, language)
    assert (quote.text, quote.detail) == (words, speaker)
    assert text[quote.start : quote.end] == words


def test_the_key_has_no_case_accents_and_final_punctuation() -> None:
    (quote,) = find_quotes("« L’État, c’est nous ! »", "fr")
    assert quote.key == "l'etat, c'est nous"


def test_a_quotation_goes_on_in_the_same_paragraph() -> None:
    first, second = find_quotes('"Our aim is clear," said Cisse. "We will not accept it."', "en")
    assert (first.detail, second.detail) == ("Cisse", "Cisse")


def test_the_next_paragraph_has_its_own_speaker() -> None:
    _, second = find_quotes('"Our aim is clear," said Cisse.\n\n"We will not accept it."', "en")
    assert second.detail == ""


@pytest.mark.parametrize(
    "text", ['a so-called "coup"', 'the "Blue Bird" hotel', "He is 5'10\" and 6'1\" tall", '"open']
)
def test_short_or_unclosed_quotation_marks_are_no_quotation(text: str) -> None:
    assert find_quotes(text, "en") == []
