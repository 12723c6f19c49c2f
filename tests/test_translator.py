import codecs

import pytest

from summarize.models.engines import Hypothesis
from summarize.translation.segments import join_pieces, split_long
from summarize.translation.translator import Translator


def foreign(text):
    return codecs.encode(text, "rot13")


class FakeEngine:
    """Translates by a table of (source, no_repeat_ngram) or source; the rest comes back in rot13."""

    name = "fake"
    placeholders = tuple(f"⟪{number}⟫" for number in range(8))

    def __init__(self, table=None):
        self.table = table or {}
        self.calls = []

    def translate(self, sentences, *, no_repeat_ngram=0, **_):
        self.calls.append(list(sentences))
        found = [self.table.get((s, no_repeat_ngram), self.table.get(s, foreign(s))) for s in sentences]
        return [[Hypothesis(text, -0.1)] for text in found]

    def count_tokens(self, sentence):
        return len(sentence.split())


LOOP = "non non non non non non"
CLAUSE = "{} came to the town on Monday with all of their men"
LONG = ", and ".join(CLAUSE.format(name) for name in ("Ada", "Bob", "Cyd", "Dan", "Eve", "Fay", "Gus"))


def test_each_sentence_gets_its_translation_in_order():
    engine = FakeEngine({"One fish.": "Un poisson.", "Two fish.": "Deux poissons."})
    found = Translator(engine, "en", "fr").translate(["Two fish.", "12:30", "One fish."])
    assert [sentence.text for sentence in found] == ["Deux poissons.", "12:30", "Un poisson."]
    assert {sentence.status for sentence in found} == {"translated"}
    assert engine.calls == [["Two fish.", "One fish."]]


@pytest.mark.parametrize(
    "text", ["1,234", "* * *", "https://a.org/b?c", "", "Il faut que les soldats rendent le pouvoir."]
)
def test_text_that_needs_no_translation_is_not_translated(text):
    engine = FakeEngine()
    (found,) = Translator(engine, "en", "fr").translate([text])
    assert (found.text, found.status, engine.calls) == (text, "translated", [])


def test_source_is_normalised_and_french_typography_restored():
    engine = FakeEngine({'"Go!" he said.': '"Partez!" dit-il.'})
    (found,) = Translator(engine, "en", "fr").translate(["“Go!” he said."])
    assert found.text == "«\u00a0Partez\u202f!\u00a0» dit-il."
    assert found.source == "“Go!” he said."


def test_failed_sentence_is_retried_without_repeats():
    engine = FakeEngine({"No way.": LOOP, ("No way.", 3): "Pas question."})
    (found,) = Translator(engine, "en", "fr").translate(["No way."])
    assert (found.text, found.status, found.reason) == ("Pas question.", "retried", "repeats words")


def test_failed_sentence_is_retried_in_smaller_pieces():
    short = LONG[: LONG.index(", and Dan")]
    engine = FakeEngine({short: LOOP})
    (found,) = Translator(engine, "en", "fr").translate([short])
    assert found.status == "retried"
    assert all(foreign(name) in found.text for name in ("Ada", "Bob", "Cyd"))


def test_hopeless_sentence_is_shown_untranslated_with_the_reason():
    engine = FakeEngine({"No way.": LOOP})
    (found,) = Translator(engine, "en", "fr").translate(["No way."])
    assert (found.text, found.status, found.reason) == ("No way.", "untranslated", "repeats words")


def test_long_sentence_is_translated_in_pieces_and_nothing_is_lost():
    engine = FakeEngine()
    (found,) = Translator(engine, "en", "fr").translate([LONG])
    assert len(engine.calls[0]) > 1
    assert all(len(piece.split()) <= 60 for piece in engine.calls[0])
    assert found.status == "translated"
    assert all(foreign(name) in found.text for name in ("Ada", "Bob", "Cyd", "Dan", "Eve", "Fay", "Gus"))


def test_text_without_spaces_that_is_too_long_for_the_model_is_not_cut_off_in_silence():
    class LongEngine(FakeEngine):
        def count_tokens(self, sentence):
            return len(sentence)

    (found,) = Translator(LongEngine(), "en", "fr").translate(["x" * 600])
    assert (found.status, found.reason) == ("untranslated", "too long for the model")


def test_headline_in_capitals_is_translated_in_ordinary_letters():
    engine = FakeEngine()
    Translator(engine, "en", "fr").translate(["MALI: U.N. AND ECOWAS TELL THE JUNTA TO LEAVE KIDAL"])
    assert engine.calls == [["Mali: U.N. and Ecowas Tell the Junta to Leave Kidal"]]


def test_sentence_without_safe_boundary_is_cut_at_words():
    pieces = split_long("word " * 99 + "end", lambda piece: len(piece.split()) <= 30)
    assert " ".join(pieces) == "word " * 99 + "end"
    assert max(len(piece.split()) for piece in pieces) <= 30


def test_pieces_joined_are_the_sentence():
    pieces = split_long(LONG, lambda piece: len(piece.split()) <= 25)
    assert " ".join(pieces) == LONG
    assert all(len(piece.split()) <= 25 for piece in pieces)


def test_sentence_is_not_cut_inside_brackets():
    text = "The group (which came on Monday, and which left on Friday, and died) is gone for good now"
    assert all(
        piece.count("(") == piece.count(")")
        for piece in split_long(text, lambda piece: len(piece.split()) < 15)
    )


def test_pieces_lose_their_capitals_and_full_stops():
    sources = ["He came,", "and he saw it;", "then he won."]
    targets = ["Il est venu.", "Et il l'a vu.", "Puis il a gagné."]
    assert join_pieces(sources, targets) == "Il est venu, et il l'a vu; puis il a gagné."
