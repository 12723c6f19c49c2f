"""The cleaner for pasted pages: what stays, what goes, and why."""

import hashlib
import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from summarize.article.pasted import CleanPage, clean_page

ROOT = Path(__file__).parents[1]
PAGES = Path(__file__).parent / "data" / "pasted" / "pages.json"
PAGES_SHA256 = "a9fdf88eff53edead5f93734c04f970088f1251607a89777006299f7ba6429f9"

KINDS = PAGES.with_name("kinds.json")
"""Ten kinds of paste: a forwarded message, a PDF, a radio script, a telex, a live blog, a newsletter …"""
KINDS_SHA256 = "15e3462408f549644aac1aa585a55294b74fc7189d6c099b00fbc7296a2264b8"

MALI_HEADINGS = ["Internal calls to step down", "Cold reception worldwide", "Tuaregs take advantage"]
BODY = (
    "The ferry left Koulikoro at dawn with 280 passengers on board, two hours late because of the low water.",
    "“I have not seen my mother for three years,” said Mariam Coulibaly, who sells cloth in Bamako.",
    "The company says that it will sail every Monday until the water falls in December, the captain said.",
)


@pytest.fixture(scope="module")
def mali() -> CleanPage:
    return clean_page((ROOT / "examples" / "articles" / "mali-2012.txt").read_text(encoding="utf-8"))


def paragraphs(page: CleanPage) -> list[str]:
    return [block.text for block in page.blocks if block.kind == "paragraph"]


def headings(page: CleanPage) -> list[str]:
    return [block.text for block in page.blocks if block.kind == "heading"]


def reasons(page: CleanPage) -> dict[str, str]:
    return {line.text: line.reason for line in page.removed}


def page_with(*inside: str, head: str = "Ferry returns to the Niger", gap: str = "\n\n") -> CleanPage:
    """A page that is an article with some lines between its second and third paragraph."""
    return clean_page(gap.join((head, BODY[0], BODY[1], *inside, BODY[2])))


# --- the example article ---


def test_example_header_is_found(mali: CleanPage) -> None:
    assert mali.title == "Mali junta told to leave"
    assert mali.standfirst.startswith("Coup leaders in Mali are facing increasing pressure")
    assert mali.date == date(2012, 3, 26)
    assert mali.link == "https://p.dw.com/p/14S3q"
    assert mali.language == "en"


def test_example_keeps_every_paragraph_and_heading_verbatim(mali: CleanPage) -> None:
    lines = (ROOT / "examples" / "articles" / "mali-2012.txt").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("Junta leaders in Mali"))
    dropped = {line.text for line in mali.removed}
    expected = [line for line in lines[start:] if line and line not in dropped]

    assert headings(mali) == MALI_HEADINGS
    assert [block.text for block in mali.blocks] == expected
    assert len(paragraphs(mali)) == 16


def test_example_removed_lines_have_their_numbers_and_reasons(mali: CleanPage) -> None:
    assert [(line.number, line.reason) for line in mali.removed] == [
        (1, "navigation"),
        (2, "navigation"),
        (3, "navigation"),
        (7, "date line"),
        (11, "link"),
        (12, "caption"),
        (13, "credit"),
        (21, "caption"),
        (22, "caption"),
        (56, "agency sign-off"),
    ]


# --- boilerplate goes ---

BOILERPLATE = [
    ("Advertisement", "advertisement"),
    ("Publicité", "advertisement"),
    ("Share on Facebook", "share bar"),
    ("Partager sur WhatsApp", "share bar"),
    ("Facebook Twitter WhatsApp Copy link", "share bar"),
    ("Sign up to our free newsletter and never miss a story.", "subscription"),
    ("Abonnez-vous à notre newsletter et recevez chaque matin l'essentiel de l'actualité.", "subscription"),
    ("This site uses cookies. By continuing to use it you agree to their use.", "cookies"),
    ("Nous utilisons des cookies pour mesurer l'audience du site.", "cookies"),
    ("Read more: Why the Niger is the busiest road in Mali", "related link"),
    ("Lire aussi : Rentrée scolaire, le grand retard", "related link"),
    ("Photo: Seydou Traoré", "credit"),
    ("Crédit photo : Fanta Dembélé", "credit"),
    ("© Seydou Traoré / AFP", "credit"),
    ("Passengers wait on the quay at Koulikoro.Image: AP", "caption"),
    (
        "Image: A crowded ferry waits at the quay of Mopti, in May 2026. [File: Seydou Traoré/Le Fleuve]",
        "caption",
    ),
    ("A crowded ferry waits at the quay of Mopti [Seydou Traoré/AFP]", "caption"),
    ("Ajouter à vos favoris", "share bar"),
    ("Newsletter « Le Fleuve » Chaque samedi, une semaine d’actualité. S’inscrire", "subscription"),
    ("Bonjour à tous,", "letter"),
    ("Dear colleagues,", "letter"),
    ("Veuillez trouver ci-dessous la mise à jour.", "letter"),
    ("Tags: Niger, transport, Mopti", "tags"),
    ("Your email address will not be published. Required fields are marked *", "comments"),
    ("© 2026 The River Post. All rights reserved.", "footer"),
    ("* * *", "decoration"),
    ("12 May 2026 | Transport | 3 comments", "date line"),
]


@pytest.mark.parametrize(("line", "reason"), BOILERPLATE)
def test_boilerplate_inside_an_article_goes_with_its_reason(line: str, reason: str) -> None:
    page = page_with(line)

    assert reasons(page) == {line: reason}
    assert paragraphs(page) == list(BODY)


def test_a_caption_above_its_credit_goes_with_it() -> None:
    caption = "Passengers wait on the quay at Koulikoro before boarding the ferry Tolon"
    page = page_with(f"{caption}\nImage: Seydou Traoré/River Post")

    assert reasons(page)[caption] == "caption"
    assert paragraphs(page) == list(BODY)


def test_related_links_go_but_the_next_heading_stays() -> None:
    page = page_with("Related", "New harbour master named in Gao", "The price of onions doubles", "Timetable")

    assert reasons(page)["New harbour master named in Gao"] == "related link"
    assert headings(page) == ["Timetable"]


@pytest.mark.parametrize("sign_off", ["tm/ng (AFP, AP)", "(AFP)", "AFP, Reuters", "hs/bt (RP, dpa)"])
def test_agency_sign_offs_go(sign_off: str) -> None:
    page = clean_page("\n\n".join((*BODY, sign_off)))

    assert reasons(page) == {sign_off: "agency sign-off"}


def test_comments_below_the_article_go() -> None:
    comments = (
        "3 comments",
        "Halima says:",
        "I carry the lock too and I have never used it.",
        "Reply",
        "Leave a reply",
    )
    page = clean_page("\n\n".join(("Ferry returns to the Niger", *BODY, *comments)))

    assert paragraphs(page) == list(BODY)


def test_a_line_that_stands_all_over_the_page_goes() -> None:
    page = page_with(
        "The River Post Special",
        head="The River Post Special\n\nFerry returns to the Niger\n\nThe River Post Special",
    )

    assert reasons(page)["The River Post Special"] == "repeated line"


def test_the_note_on_the_author_goes() -> None:
    note = "Clara Weiss is a journalist based in Niamey."
    page = clean_page("\n\n".join(("Ferry returns to the Niger", *BODY, note)))

    assert reasons(page) == {note: "author note"}


# --- articles stay ---

INSIDE = [
    ("a short paragraph", ["Nobody was hurt."]),
    ("dialogue", ['"Name?"', '"Which one?"', "“The one on your card,” said the clerk."]),
    ("French dialogue", ["— Votre nom ?", "— Lequel ?", "« Celui de la carte », dit l'employé."]),
    ("a list", ["The captain asked for three things:", "- a doctor", "- a radio", "- a second boat"]),
    ("a numbered list", ["Here is what they carry:", "1. a cloth", "2. a kettle", "3. patience"]),
    (
        "questions",
        ["How did you learn to steer?", "On my uncle's boat.", "And then?", "Then I bought my own."],
    ),
    ("live-blog time stamps", ["14:05", "The bridge is open again, the mayor of the town says."]),
    (
        "a sentence on sharing",
        ["The minister said that the two countries will share the water of the river."],
    ),
    ("a sentence on donating", ["Traders donate a part of their income to the mosque every Friday."]),
    ("a sentence on photographs", ["The police published a photo of the man on Tuesday."]),
    ("a sentence on cookies", ["She bakes cookies and sells them to the passengers on the quay."]),
    ("a sentence with a source", ["The boat was built in 1998, according to the agency Reuters."]),
]


@pytest.mark.parametrize("lines", [lines for _, lines in INSIDE], ids=[name for name, _ in INSIDE])
def test_the_lines_of_an_article_stay(lines: list[str]) -> None:
    page = page_with(*lines)

    assert page.removed == ()
    assert [block.text for block in page.blocks] == [BODY[0], BODY[1], *lines, BODY[2]]


@pytest.mark.parametrize("gap", ["\n\n", "\n", "\r\n\r\n"])
def test_clean_text_comes_through_untouched(gap: str) -> None:
    page = clean_page(gap.join(("Ferry returns to the Niger", *BODY)))

    assert (page.title, page.removed) == ("Ferry returns to the Niger", ())
    assert paragraphs(page) == list(BODY)


def test_text_without_a_title_keeps_its_first_paragraph() -> None:
    page = clean_page("\n\n".join(BODY))

    assert (page.title, page.standfirst) == ("", "")
    assert paragraphs(page) == list(BODY)


def test_a_title_that_quotes_is_not_lost_to_a_first_paragraph_that_quotes_the_same() -> None:
    first = "“We are tired of war,” Imam Ag Mohamed said on Tuesday. “My children don’t know a school.”"
    page = clean_page("\n\n".join(("“We are tired of war,” says Kidal’s imam", first, *BODY)))
    assert page.title == "“We are tired of war,” says Kidal’s imam"
    assert paragraphs(page) == [first, *BODY]


@pytest.mark.parametrize("ornament", [" 🔥🇲🇱", " #Mali #Niger", "❤️"])
def test_emoji_and_hashtags_behind_a_sentence_do_not_cost_the_paragraph(ornament: str) -> None:
    last = f"The captain, Moussa Ba, wrote on X: “Nobody will stop the ferry this year.”{ornament}"
    report = [f"{BODY[0]} {BODY[2]}", BODY[1], last]
    assert paragraphs(clean_page("\n".join(("Ferry returns to the Niger", *report)))) == report


def test_a_heading_is_a_heading_also_when_it_asks() -> None:
    assert headings(page_with("Tickets and timetable")) == ["Tickets and timetable"]
    assert headings(page_with("What now?")) == ["What now?"]


# --- the header ---

DATES = [
    ("March 26, 2012", date(2012, 3, 26)),
    ("26 March 2012", date(2012, 3, 26)),
    ("Published: 26 Mar 2012, 09:15 GMT", date(2012, 3, 26)),
    ("Updated on 2012-03-26", date(2012, 3, 26)),
    ("Publié le 26 mars 2012 à 18h40", date(2012, 3, 26)),
    ("1er mars 2012", date(2012, 3, 1)),
    ("26.03.2012", date(2012, 3, 26)),
    ("26/03/2012", date(2012, 3, 26)),
    ("By Ada Keita | 26 March 2012", date(2012, 3, 26)),
    ("31 February 2012", None),
    ("03/04/2012", None),
]


@pytest.mark.parametrize(("line", "expected"), DATES)
def test_the_date_below_the_title_is_found(line: str, expected: date | None) -> None:
    page = clean_page("\n\n".join(("Ferry returns to the Niger", line, *BODY)))

    assert page.date == expected


def test_the_date_of_a_dateline_is_the_date_of_the_article() -> None:
    page = clean_page(
        "\n\n".join(("Ferry returns to the Niger", f"MOPTI, 5 June 2025 — {BODY[0]}", *BODY[1:]))
    )
    assert page.date == date(2025, 6, 5)


def test_dates_inside_paragraphs_are_never_the_date_of_the_article() -> None:
    page = clean_page(
        "\n\n".join(("Ferry returns to the Niger", f"On 5 May 2020 it stopped. {BODY[0]}", *BODY[1:]))
    )

    assert page.date is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("By Hawa Sangaré", "Hawa Sangaré"),
        ("Par Fanta Dembélé et Moussa Ba", "Fanta Dembélé et Moussa Ba"),
        ("By Ada Keita, 26 March 2012", "Ada Keita"),
        ("By Friday the army had left the town", ""),
    ],
)
def test_the_byline_is_found(line: str, expected: str) -> None:
    assert clean_page("\n\n".join(("Ferry returns to the Niger", line, *BODY))).byline == expected


# --- whole pages ---


def test_pages_of_different_styles_keep_to_the_floor() -> None:
    sys.path.insert(0, str(ROOT / "benchmarks"))
    try:
        from cleaning import keep_long_lines, load_pages, our_cleaner, score_pages
    finally:
        sys.path.pop(0)
    assert hashlib.sha256(PAGES.read_bytes()).hexdigest() == PAGES_SHA256
    pages = load_pages(PAGES)

    assert score_pages(pages, our_cleaner).f1 >= 0.97
    assert score_pages(pages, keep_long_lines).f1 < 0.75


TITLES = {
    "river-post": "Ferry service returns to the Niger after three years",
    "courrier-du-fleuve": "À Kayes, les enseignants suspendent leur grève",
    "tight-paste": "Market fire in Maradi destroys 200 stalls",
    "interview": '"A guitar needs dust": ten questions to Alhousseini Ag Ibrahim',
    "direct": "EN DIRECT - Inondations à Niamey : le fleuve toujours en hausse",
    "wrapped-report": "Fishing ban ends with smaller nets",
    "tribune": "« L'école bilingue n'est pas un luxe »",
    "short-brief": "Border post reopens at Kantchari",
    "dialogue": "The clerk of Dogondoutchi",
    "zeitung": "Neuer Brunnen für Gao",
    "diario": "La junta de Níger aplaza las elecciones",
    "ngo": "Niger: cholera ward opens in Tahoua",
    "single-spaced-fr": "Tchad : un marché flottant à Bol",
    "magazine": "The man who maps the wells",
    "newswire-tabloid": "Train derails near Kaduna with 300 on board",
}


@pytest.mark.parametrize("name", TITLES)
def test_the_title_of_a_page_is_found(name: str) -> None:
    pages = {page["name"]: page for page in json.loads(PAGES.read_text(encoding="utf-8"))}

    assert clean_page(pages[name]["text"]).title == TITLES[name]
    assert clean_page(pages[name]["text"]).language == pages[name]["lang"]


KIND_PAGES = json.loads(KINDS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("page", KIND_PAGES, ids=[page["name"] for page in KIND_PAGES])
def test_a_kind_of_paste_keeps_its_article_and_nothing_else(page: dict[str, Any]) -> None:
    cleaned = clean_page(page["text"])
    kept = " ".join([cleaned.title, cleaned.standfirst, *(block.text for block in cleaned.blocks)])

    assert hashlib.sha256(KINDS.read_bytes()).hexdigest() == KINDS_SHA256
    assert [segment for segment in page["with"] if segment not in kept] == []
    assert [segment for segment in page["without"] if segment in kept] == []
    if page["name"] != "live-blog":  # its first post stands for it
        assert cleaned.title == page["title"]


def test_a_word_hyphenated_at_the_end_of_a_line_is_made_whole_and_a_compound_is_kept() -> None:
    text = """The north-east wind had blown over the town for days, and the munici-
pality closed the market, the schools and the port until the north-
east wind fell on Friday. The fishermen stayed at home and mended the
nets that the storm had torn, and waited for the sea to become calm."""
    (paragraph,) = paragraphs(clean_page(text))

    assert "the municipality closed" in paragraph
    assert "until the north-east wind fell" in paragraph


def test_a_page_without_an_article_gives_no_blocks() -> None:
    page = clean_page("Home\nNews\nSport\nLog in\nPrivacy policy")

    assert page.blocks == ()
    assert [line.text for line in page.removed] == ["Home", "News", "Sport", "Log in", "Privacy policy"]
