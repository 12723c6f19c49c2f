"""Saved feeds as users have them: RSS, Atom, RDF, OPML, damaged ones and hostile ones."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from summarize.article.feeds import FeedEntry, entry_article, feed_kind, parse_feed, parse_opml
from summarize.errors import InputError

TEXT = (
    "<p>Soldiers from Chad left the northern town of Kidal on Tuesday after talks in Bamako.</p>"
    "<p>The African Union said it would send 14 observers to the town next week.</p>"
)
RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Sahel Wire</title><link>https://sahel.example/</link>
<item><title>Troops leave Kidal &amp;amp; Gao</title><link>https://sahel.example/kidal</link>
<pubDate>Wed, 03 Apr 2013 18:00:00 GMT</pubDate><dc:creator>Awa Diop</dc:creator>
<description>Soldiers left.</description><content:encoded><![CDATA[{TEXT}]]></content:encoded></item>
<item><title>Second</title><description>Only a teaser.</description></item>
</channel></rss>""".encode()
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>L'Écho</title>
<entry><title>Les troupes quittent Kidal</title><link href="https://echo.example/1"/><updated>2013-04-03T10:00:00Z</updated>
<content type="html"><![CDATA[{TEXT}]]></content></entry></feed>""".encode()
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Old</title></channel><item><title>T</title><link>https://old.example/1</link><description>D</description></item>
</rdf:RDF>"""
OPML = b"""<?xml version="1.0"?><opml version="2.0"><body><outline text="Africa">
<outline type="rss" xmlUrl="https://a.example/feed"/><outline type="rss" xmlUrl="https://b.example/feed"/>
<outline type="rss" xmlUrl="https://a.example/feed"/></outline></body></opml>"""


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (RSS, "feed"),
        (ATOM, "feed"),
        (RDF, "feed"),
        (OPML, "opml"),
        (b"\xef\xbb\xbf<!-- <html> -->\n" + ATOM, "feed"),
        (b"<html><body>rss</body></html>", ""),
        (b"plain text about <rss> feeds", ""),
        (b"", ""),
    ],
)
def test_a_feed_is_known_by_its_first_element(data: bytes, kind: str) -> None:
    assert feed_kind(data) == kind


def test_an_rss_entry_keeps_title_date_author_link_and_its_longest_text() -> None:
    entry, teaser = parse_feed(RSS, "wire.rss")
    assert entry == FeedEntry(
        "Troops leave Kidal & Gao",
        TEXT,
        "https://sahel.example/kidal",
        dt.date(2013, 4, 3),
        "Awa Diop",
        "Sahel Wire",
    )
    assert (teaser.title, teaser.html, teaser.date) == ("Second", "Only a teaser.", None)


@pytest.mark.parametrize(("data", "link"), [(ATOM, "https://echo.example/1"), (RDF, "https://old.example/1")])
def test_atom_and_rdf_are_read_too(data: bytes, link: str) -> None:
    assert [entry.link for entry in parse_feed(data, "feed.xml")] == [link]


def test_an_entry_becomes_a_clean_article() -> None:
    article = entry_article(parse_feed(RSS, "wire.rss")[0], "wire.rss#1")
    assert article.title == "Troops leave Kidal & Gao"
    assert (article.date, article.byline, article.source) == (dt.date(2013, 4, 3), "Awa Diop", "wire.rss#1")
    assert [sentence.text.split()[0] for sentence in article.sentences] == ["Soldiers", "The"]


def test_an_entry_without_text_names_the_option_that_helps() -> None:
    with pytest.raises(InputError, match="--fetch"):
        entry_article(FeedEntry("Headline only", "<p> </p>"), "wire.rss#1")


def test_scripts_and_links_that_are_no_addresses_are_left_out() -> None:
    hostile = RSS.replace(b"<p>Soldiers", b"<script>alert(1)</script><p>Soldiers")
    hostile = hostile.replace(b"https://sahel.example/kidal", b"javascript:alert(1)")
    entry = parse_feed(hostile, "wire.rss")[0]
    assert "script" not in entry.html
    assert entry.link == ""


def test_entities_reach_no_file_and_do_not_grow(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("hidden words")
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY l0 "ha">{laughs}]>'
    hostile = RSS.decode().replace("<rss ", f"{doctype}<rss ").replace("Soldiers left.", "&x;&l9;")
    try:
        entries = parse_feed(hostile.encode(), "wire.rss")
    except InputError:
        return
    assert "hidden" not in repr(entries)
    assert len(repr(entries)) < 10_000


@pytest.mark.parametrize("data", [b"<rss><channel></channel></rss>", b"<rss", RSS[:150]])
def test_a_damaged_or_empty_feed_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(InputError, match="a feed without entries"):
        parse_feed(data, "wire.rss")


def test_an_opml_list_gives_each_address_once() -> None:
    assert parse_opml(OPML, "list.opml") == ("https://a.example/feed", "https://b.example/feed")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"<opml><body></body></opml>", "names no feed"),
        (b"<opml><body>", "not a valid OPML"),
        (b'<!DOCTYPE o [<!ENTITY a "aaaa">]><opml><body>&a;</body></opml>', "not a valid OPML"),
    ],
)
def test_a_list_that_cannot_be_used_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        parse_opml(data, "list.opml")
