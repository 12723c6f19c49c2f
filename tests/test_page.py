"""The page of a digest, as text and in a real browser."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from digests import DIGEST, HOSTILE
from lxml import html
from lxml.html import HtmlElement

from summarize.render.page import digest_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
browser = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here (on Debian: apt install chromium)")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --enable-logging=stderr"
)

BROWSERS_OWN = re.compile(r"https?://([\w-]+\.)*(google\.com|googleapis\.com|gvt1\.com)/")
"""Hosts that Chromium itself asks at every start, whatever page it shows."""


@pytest.fixture(scope="module")
def page() -> str:
    return digest_html(DIGEST)


def tree(text: str) -> HtmlElement:
    return html.document_fromstring(text)


def visible(root: HtmlElement, path: str) -> list[str]:
    """The texts of elements that are not hidden, without what is hidden inside them."""
    shown = "[not(ancestor-or-self::*[@hidden])]"
    texts = ("".join(element.xpath(f".//text(){shown}")) for element in root.xpath(f"{path}{shown}"))
    return [" ".join(text.split()) for text in texts]


def test_the_page_needs_nothing_from_elsewhere(page: str) -> None:
    root = tree(page)
    assert not root.xpath("//link | //img | //iframe | //object | //script[@src] | //*[@style] | //@onclick")
    assert not re.search(r"url\(|@import", root.xpath("string(//style)"))
    addresses = {address for address in root.xpath("//@href") if not address.startswith("#")}
    assert addresses == {"https://coast.example/1?a=1&b=2", "https://x.example/\"onclick='"}


def test_all_content_is_escaped(page: str) -> None:
    assert HOSTILE not in page
    assert "<img" not in page
    assert "javascript:" not in page
    assert len(tree(page).xpath("//script")) == 2


def test_the_page_has_landmarks_one_heading_and_languages(page: str) -> None:
    root = tree(page)
    for landmark in ("header", "nav", "main", "footer"):
        assert len(root.xpath(f"/html/body/{landmark}")) == 1
    assert len(root.xpath("//h1")) == 1
    assert root.xpath("//form[@role='search']//label/@for") == ["search"]
    assert root.get("lang") == "en"
    assert {section.get("lang") for section in root.xpath("//article//section")} == {"en", "fr", "bm"}
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in root.xpath("//a/@href") if link.startswith("#")} <= set(ids)


def test_the_overview_marks_drafts_and_headlines_in_another_language(page: str) -> None:
    overview = tree(page).get_element_by_id("overview")
    texts = {part.get("lang"): " ".join(part.text_content().split()) for part in overview.xpath(".//section")}
    assert texts["en"].endswith("& more (Français)")
    assert "Brouillon" not in texts["fr"]
    assert texts["bm"].startswith(
        "Bamanakan Brouillon, souvent faux, à relire par un locuteur de la langue Mɔgɔ 14"
    )


def test_an_item_shows_its_summary_sources_differences_facts_draft_and_sign_off(page: str) -> None:
    item = tree(page).get_element_by_id("story-1")
    text = " ".join(item.text_content().split())
    for part in (
        "Gunmen killed 14 people in Tandoro. 1:1",
        "Brouillon, souvent faux, à relire par un locuteur de la langue",
        "non traduit : the model repeats itself",
        "À vérifier : seven (absents)",
        "The sources differ dead 14 Sahel Wire 1,700 coast.example",
        "Sékou Diallo (governor)",
        "Evening Post (copy of 1), Copy",
        "Reviewed by",
    ):
        assert part in text
    assert item.xpath(".//li[@lang='en'][span]")  # an untranslated sentence is marked as English


def test_failures_and_counts_are_listed(page: str) -> None:
    root = tree(page)
    assert "broken.pdf is damaged" in root.get_element_by_id("failures").text_content()
    counts = dict(zip(visible(root, "//header//dt"), visible(root, "//header//dd"), strict=True))
    assert counts["Articles"] == "4"
    assert counts["Failures"] == "1"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", [0, 1], ids=["light", "dark"])
def test_colours_have_the_contrast_of_wcag_aa(page: str, theme: int) -> None:
    block = re.findall(r":root \{(.*?)\}", page, re.DOTALL)[theme]
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    pairs = "ink paper,ink sheet,ink warn-paper,quiet paper,quiet sheet,accent paper,accent sheet"
    pairs += ",accent warn-paper,warn paper,warn sheet,warn warn-paper,draft draft-paper,paper accent"
    for pair in pairs.split(","):
        text, ground = pair.split()
        assert contrast(colours[text], colours[ground]) >= 4.5, pair


def open_page(page: str, folder: Path, fragment: str = "", *options: str, script: str = "") -> HtmlElement:
    """Show a page in Chromium and return its document; nothing may be logged or asked of the network.

    A script is run at the end, for which the page's own policy, which would forbid it, is taken out.
    """
    if script:
        page = re.sub(r"<meta http-equiv[^>]*>", "", page).replace(
            "</body>", f"<script>{script}</script></body>"
        )
    path, log = folder / "page.html", folder / "net.json"
    path.write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), *FLAGS.split(), f"--user-data-dir={folder / 'profile'}", f"--log-net-log={log}"]
    command += [*options, "--dump-dom", f"file://{path}{fragment}"]
    result = subprocess.run(command, capture_output=True, timeout=120, check=True)
    errors = result.stderr.decode(errors="replace")
    assert ":CONSOLE" not in errors, errors
    asked = set(re.findall(r'"url":"((?:https?|wss?):[^"]*)"', log.read_text(errors="replace")))
    assert not {address for address in asked if not BROWSERS_OWN.match(address)}
    return tree(result.stdout.decode())


@browser
def test_the_test_would_see_console_errors_and_network_requests(page: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match="seen"):
        open_page(page, tmp_path, script="console.error('seen')")
    with pytest.raises(AssertionError, match="example"):
        open_page(page, tmp_path, script="fetch('http://127.0.0.1:9/example').catch(() => 0)")


@browser
def test_the_page_renders_with_all_languages_side_by_side(page: str, tmp_path: Path) -> None:
    root = open_page(page, tmp_path)
    assert root.get("lang") == "en"
    assert len(visible(root, "//*[@id='story-1']//section")) == 3
    assert visible(root, "//*[@aria-pressed='true']") == ["Side by side"]
    assert visible(root, "//h3[@id='headline-2']") == [f"2 {HOSTILE} & more"]


@browser
@pytest.mark.parametrize(
    ("code", "headline", "other", "label"),
    [
        ("fr", "1 Quatorze morts sur un marché", f"2 {HOSTILE} & more", "Vue d’ensemble"),
        ("bm", "1 Mɔgɔ 14 fagara", f"2 {HOSTILE} & more", "Vue d’ensemble"),
        ("en", "1 Gunmen kill 14 at market", f"2 {HOSTILE} & more", "Overview"),
    ],
)
def test_a_link_chooses_a_language(
    page: str, tmp_path: Path, code: str, headline: str, other: str, label: str
) -> None:
    root = open_page(page, tmp_path, f"#lang={code}")
    assert root.get("lang") == code
    assert visible(root, "//article/h3") == [headline, other]
    assert [section.get("lang") for section in root.xpath("//article//section[not(@hidden)]")] == [code, "fr"]
    assert visible(root, "//nav/h2") == [label]


@browser
def test_a_click_chooses_a_language_and_another_goes_back(page: str, tmp_path: Path) -> None:
    click = "document.querySelector('[data-choice={}]').click();"
    root = open_page(page, tmp_path, script=click.format("fr"))
    assert visible(root, "//*[@aria-pressed='true']") == ["Français"]
    assert visible(root, "//article[1]/h3") == ["1 Quatorze morts sur un marché"]
    back = "document.querySelector('[data-choice=\"\"]').click();"
    root = open_page(page, tmp_path, script=click.format("fr") + back)
    assert len(visible(root, "//*[@id='story-1']//section")) == 3


@browser
@pytest.mark.parametrize(
    ("words", "found"), [("menaka", [2]), ("TANDORO mogo", [1]), ("mɔgɔ", [1]), ("nothing", []), ("", [1, 2])]
)
def test_the_search_finds_stories_without_regard_to_accents(
    page: str, tmp_path: Path, words: str, found: list[int]
) -> None:
    typed = (
        f"const box = document.getElementById('search'); box.value = {json.dumps(words)};"
        "box.dispatchEvent(new Event('input'));"
    )
    root = open_page(page, tmp_path, script=typed)
    assert [int(text.split()[0]) for text in visible(root, "//article/h3")] == found
    assert visible(root, "//output") == [str(len(found))]


@browser
def test_the_page_is_no_wider_than_a_phone(page: str, tmp_path: Path) -> None:
    measure = "document.title = document.documentElement.scrollWidth + ' ' + innerWidth;"
    root = open_page(page, tmp_path, "", "--window-size=360,740", script=measure)
    content, window = map(int, root.xpath("string(//title)").split())
    assert content <= window <= 500


@browser
def test_the_page_prints_on_a4_without_its_controls(page: str, tmp_path: Path) -> None:
    from pypdf import PdfReader

    path, printed = tmp_path / "page.html", tmp_path / "page.pdf"
    path.write_text(page, encoding="utf-8")
    command = [str(CHROMIUM), *FLAGS.split(), f"--user-data-dir={tmp_path / 'profile'}"]
    subprocess.run(
        [*command, "--no-pdf-header-footer", f"--print-to-pdf={printed}", f"file://{path}"],
        capture_output=True,
        timeout=120,
        check=True,
    )
    pages = PdfReader(printed).pages
    assert [round(float(side) / 72 * 25.4) for side in pages[0].mediabox[2:]] == [210, 297]
    text = "".join(part.extract_text() for part in pages)
    assert "Gunmen killed 14 people" in text
    assert "Side by side" not in text


def test_a_digest_in_one_language_has_no_switch() -> None:
    page = digest_html(dataclasses.replace(DIGEST, languages=("fr",), title=""))
    assert not tree(page).xpath("//button")
    assert visible(tree(page), "//h1") == ["Revue de presse"]
