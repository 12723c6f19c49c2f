"""What a reader sees of a brief: text, terminal, Markdown, JSON."""

from __future__ import annotations

import datetime as dt
import io
import json
from dataclasses import replace

import pytest
from rich.console import Console

from summarize.cli.console import refuse_lost_facts
from summarize.errors import FactsLostError
from summarize.records import (
    Article,
    Block,
    Brief,
    Fact,
    FactCheck,
    Failure,
    Mention,
    RemovedLine,
    Sentence,
    Summary,
    SummarySentence,
    Support,
    TranslatedSentence,
    Translation,
)
from summarize.render import listing
from summarize.render.facts import losses
from summarize.render.json import article_json, briefs_json
from summarize.render.markdown import brief_markdown
from summarize.render.terminal import print_brief
from summarize.render.text import brief_text


def mention(text: str, kind: str = "organisation") -> Mention:
    return Mention(kind, text, text.lower(), 0, len(text))  # type: ignore[arg-type]


@pytest.fixture
def brief() -> Brief:
    sentences = (
        Sentence(0, "Troops left Kidal.", 0),
        Sentence(1, "Rain fell.", 0),
        Sentence(2, "ECOWAS will meet 14 envoys.", 1),
    )
    article = Article(
        title="Troops *leave* <b>",
        blocks=(
            Block("Troops left Kidal. Rain fell."),
            Block("Next steps", "heading"),
            Block(sentences[2].text),
        ),
        sentences=sentences,
        date=dt.date(2012, 3, 26),
        link="https://example.org/1",
        source="a.txt",
        removed=(RemovedLine(1, "Home | News", "navigation"),),
    )
    summary = Summary(
        (SummarySentence(sentences[0].text, 0), SummarySentence(sentences[2].text, 2)), "en", "extractive 1"
    )
    checks = (
        FactCheck(mention("ECOWAS"), "rendered", "CEDEAO", "glossary"),
        FactCheck(mention("14", "number"), "changed", "40"),
    )
    french = Translation(
        "fr",
        (
            TranslatedSentence(
                sentences[0].text,
                "Les troupes ont quitté Kidal.",
                checks=(FactCheck(mention("Kidal", "place"), "kept", "Kidal"),),
            ),
            TranslatedSentence(sentences[2].text, "La CEDEAO recevra 40 envoyés.", checks=checks),
        ),
        ("en-fr (fake)",),
        title=TranslatedSentence("Troops leave", "Les troupes partent"),
    )
    facts = (
        Fact("place", "Kidal", "kidal", (0,), 0.9),
        Fact("organisation", "ECOWAS", "ecowas", (2,), 0.8),
        Fact("event", "rain", "rain", (1,), 0.1),
    )
    return Brief(article, summary, facts, facts, (french,), "summarize 0 · extractive 1 · en-fr (fake)")


def test_text_marks_each_sentence_with_its_place_in_the_article(brief: Brief) -> None:
    text = brief_text(brief)
    assert "- Troops left Kidal. [1]" in text
    assert "- La CEDEAO recevra 40 envoyés. [3]" in text
    assert "March 26, 2012 · https://example.org/1" in text
    assert text.rstrip().endswith(brief.signature)


def test_text_hides_no_fact_that_was_lost_changed_or_left_out(brief: Brief) -> None:
    text = brief_text(brief)
    assert "left out: rain" in text
    assert "1 kept, 1 rendered, 1 changed, 0 missing (ECOWAS → CEDEAO)" in text
    assert "! check in French: 14 → 40" in text


def test_untranslated_and_unsupported_sentences_are_marked_with_the_reason(brief: Brief) -> None:
    bad = TranslatedSentence("Rain fell.", "Rain fell.", "untranslated", "the model repeated itself")
    french = replace(brief.translations[0], sentences=(bad, brief.translations[0].sentences[1]))
    weak = SummarySentence("Snow fell.", 1, Support(False, 0.2, ("no snow in the article",)))
    summary = replace(brief.summary, sentences=(weak, brief.summary.sentences[1]))
    worse = replace(brief, summary=summary, translations=(french,))
    for rendered in (brief_text(worse), brief_markdown(worse)):
        assert "not translated: the model repeated itself" in rendered
        assert "unsupported by the article: no snow in the article" in rendered
    assert len(losses(worse)) == 3


def test_strict_refuses_a_changed_fact_with_exit_code_3(brief: Brief) -> None:
    with pytest.raises(FactsLostError, match="14 → 40") as caught:
        refuse_lost_facts([brief])
    assert caught.value.exit_code == 3


def test_draft_languages_say_so(brief: Brief) -> None:
    bambara = replace(brief.translations[0], language="bm", draft=True)
    assert "Bamanakan (draft, often wrong: needs review" in brief_text(
        replace(brief, translations=(bambara,))
    )


def test_terminal_wraps_to_its_width(brief: Brief) -> None:
    out = io.StringIO()
    print_brief(brief, Console(file=out, width=30))
    assert max(map(len, out.getvalue().splitlines())) <= 30
    assert "Kidal" in out.getvalue()


def test_markdown_escapes_markup_and_has_a_fact_table(brief: Brief) -> None:
    text = brief_markdown(brief)
    assert text.startswith("# Troops \\*leave\\* \\<b\\>\n")
    assert "| Key fact | Kind | In the summary | Français |" in text
    assert "| ECOWAS | organisation | yes | rendered (glossary): CEDEAO |" in text
    assert "| rain | event | no | – |" in text


def test_json_is_versioned_and_names_the_source_sentence(brief: Brief) -> None:
    document = json.loads(briefs_json([brief], [Failure("b.txt", "empty", 2)]))
    assert document["schema"] == "summarize/1"
    assert document["failures"] == [{"source": "b.txt", "reason": "empty", "exit_code": 2}]
    made = document["briefs"][0]
    second = made["summary"]["sentences"][1]
    assert made["article"]["sentences"][second["source"]]["text"] == second["text"]
    assert made["article"]["date"] == "2012-03-26"
    assert made["translations"][0]["sentences"][1]["checks"][0]["how"] == "glossary"


def test_article_json_lists_what_was_removed(brief: Brief) -> None:
    removed = json.loads(article_json(brief.article))["article"]["removed"]
    assert removed == [{"number": 1, "text": "Home | News", "reason": "navigation"}]


def test_numbered_article_uses_the_numbers_of_briefs(brief: Brief) -> None:
    text = listing.article(brief.article, numbered=True)
    assert "[3] ECOWAS will meet 14 envoys." in text
    assert "\n\nNext steps\n\n" in text


def test_removed_lines_are_listed_with_number_and_reason(brief: Brief) -> None:
    assert listing.removed(brief.article) == "   1  navigation  Home | News\n"


def test_only_days_that_are_known_are_shown_beside_a_date() -> None:
    known = Fact("date", "Monday", "2012-03-26", (0,), 0.5)
    unknown = Fact("date", "Tuesday", "weekday-1", (0,), 0.5)
    assert listing.facts([known, unknown]) == (
        "date          Monday = 2012-03-26 [1]\ndate          Tuesday [1]\n"
    )
