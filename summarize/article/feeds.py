"""Saved feeds: the articles of an RSS or Atom file, the addresses of an OPML list."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from typing import Any, Literal, TypeAlias

from summarize.article.reader import article_from_bytes
from summarize.errors import InputError
from summarize.records import Article

FeedKind: TypeAlias = Literal["feed", "opml", ""]

_ROOT = re.compile(rb"<(?![?!])(?:\w+:)?(\w+)")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_PAGE = "<html><head><title></title></head><body><article>{}</article></body></html>"


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry of a feed."""

    title: str
    html: str
    """The longest text that the feed gives; often only a teaser."""
    link: str = ""
    date: dt.date | None = None
    byline: str = ""
    feed: str = ""
    """Title of the feed."""


def feed_kind(data: bytes) -> FeedKind:
    """Tell whether bytes are a feed (RSS, RDF, Atom) or an OPML list, by their first element."""
    root = _ROOT.search(_COMMENT.sub(b"", data[:20_000]))
    name = root[1].lower().decode() if root and data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") else ""
    return "feed" if name in ("rss", "rdf", "feed") else "opml" if name == "opml" else ""


def parse_feed(data: bytes, name: str) -> tuple[FeedEntry, ...]:
    """Read the entries of a feed with feedparser, in the order given.

    Raises:
        InputError: it is damaged so that nothing can be read, or has no entries.
    """
    import feedparser  # type: ignore[import-untyped]

    feed = feedparser.parse(BytesIO(data), sanitize_html=True, resolve_relative_uris=False)
    if not feed.entries:
        damage = feed.get("bozo_exception")
        raise InputError(
            f"{name} is a feed without entries{f' ({damage})' if damage else ''}. Save it again."
        )
    title = str(feed.feed.get("title", "")).strip()
    return tuple(_entry(entry, title) for entry in feed.entries)


def _entry(entry: Mapping[str, Any], feed: str) -> FeedEntry:
    texts = [part.get("value", "") for part in entry.get("content", ())] + [entry.get("summary", "")]
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    source = entry.get("source") or {}
    return FeedEntry(
        title=_plain(entry.get("title", "")),
        html=max(texts, key=len),
        link=_web_address(entry.get("link", "")),
        date=dt.date(*moment[:3]) if moment else None,
        byline=_plain(entry.get("author", "")),
        feed=_plain(source.get("title", "")) or _plain(feed),
    )


def _plain(markup: str) -> str:
    """Titles may hold markup or entities that were escaped twice."""
    import html

    return " ".join(html.unescape(re.sub(r"<[^<>]{1,200}>", " ", markup)).split())


def _web_address(link: str) -> str:
    return link if link.startswith(("http://", "https://")) else ""


def entry_article(entry: FeedEntry, source: str) -> Article:
    """Clean the text of a feed entry.

    Raises:
        InputError: the feed gives no text for it.
    """
    if not _plain(entry.html):
        raise InputError(
            f"The feed gives no text for {entry.title or entry.link or 'an entry'}; --fetch reads its page."
        )
    article = article_from_bytes(_PAGE.format(entry.html).encode(), source)
    return replace(
        article,
        source=source,
        title=entry.title or article.title,
        link=entry.link or article.link,
        date=entry.date or article.date,
        byline=entry.byline or article.byline,
    )


def parse_opml(data: bytes, name: str) -> tuple[str, ...]:
    """Return the addresses of the feeds in an OPML list, each once.

    Raises:
        InputError: it is not well-formed XML, or names no feed.
    """
    from xml.etree.ElementTree import ParseError

    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    try:
        outlines = fromstring(data).iter("outline")
    except (ParseError, DefusedXmlException) as error:
        raise InputError(f"{name} is not a valid OPML file ({error}). Export it again.") from error
    links = dict.fromkeys(link for outline in outlines if (link := outline.get("xmlUrl", "").strip()))
    if not links:
        raise InputError(f"{name} names no feed: no outline has an xmlUrl. Export it again.")
    return tuple(links)
