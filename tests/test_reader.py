"""Reading: every kind of file and encoding becomes the same article, and bad input a clear error."""

import io
import zipfile
from datetime import date
from pathlib import Path

import pytest

from summarize.article.plaintext import decode_text
from summarize.article.reader import (
    SIZE_LIMIT,
    NoArticleError,
    article_from_bytes,
    clean_text,
    read_article,
)
from summarize.errors import InputError

TITLE = "Dam to bring water to Segou"
FIRST = (
    "Engineers in Segou opened the gates of a new dam on Monday, and farmers say the water came just in time."
)
SECOND = "“We waited two years for this,” said Awa Diarra, who grows rice on three hectares near the river."
HEADING = "Rice for the whole region"
THIRD = "The canal is 14 kilometres long and cost €3.5 million, the ministry of agriculture said in Ségou."
PARAGRAPHS = (FIRST, SECOND, THIRD)
PLAIN = "\n\n".join((TITLE, FIRST, SECOND, HEADING, THIRD))
MARKDOWN = (
    f"---\nlayout: post\n---\n# {TITLE}\n\n{FIRST.replace('new dam', '*new* [dam](https://example.org)')}\n\n"
    f"![a picture](dam.jpg)\n\n{SECOND}\n\n## {HEADING}\n\n{THIRD}\n"
)
HTML = (
    "<!doctype html><html lang='en'><head><title>Dam | The Daily</title><meta charset='utf-8'>"
    "<meta property='article:published_time' content='2026-03-09T08:00:00Z'>"
    "<meta name='author' content='Oumar Ba'><link rel='canonical' href='https://example.org/dam'></head><body>"
    "<nav><a href='/'>Home</a> <a href='/a'>News</a>"
    f"</nav><article><h1>{TITLE}</h1><p>{FIRST}</p><p>{SECOND}</p><h2>{HEADING}</h2><p>{THIRD}</p></article>"
    "<footer>© 2026 The Daily</footer></body></html>"
)
EMAIL = (
    f"From: Oumar Ba <ba@example.org>\r\nDate: Mon, 09 Mar 2026 08:00:00 +0000\r\nSubject: {TITLE}\r\n"
    "MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    + "\r\n\r\n".join((FIRST, SECOND, HEADING, THIRD))
    + "\r\n--x\r\nContent-Type: text/html\r\n\r\n<p>Another text.</p>\r\n--x--\r\n"
)


def docx_bytes() -> bytes:
    from docx import Document

    document = Document()
    document.add_paragraph(TITLE, style="Title")
    document.add_paragraph(FIRST)
    document.add_paragraph(SECOND)
    document.add_paragraph(HEADING, style="Heading 1")
    document.add_paragraph(THIRD)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def pdf_bytes(*pages: list[str]) -> bytes:
    """A PDF whose pages have the given lines."""
    count = len(pages)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(count))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for index, lines in enumerate(pages):
        shown = " T* ".join(f"({line.replace('(', '').replace(')', '')}) Tj" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td {shown} ET"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents {5 + 2 * index} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
    body, offsets = b"%PDF-1.4\n", []
    for number, text in enumerate(objects, 1):
        offsets.append(len(body))
        body += f"{number} 0 obj\n{text}\nendobj\n".encode("cp1252")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>"
    return body + f"{end}\nstartxref\n{len(body)}\n%%EOF".encode()


PDF = pdf_bytes(
    [
        TITLE,
        "Engineers in Segou opened the gates of a new dam on Monday, and far-",
        "mers say the water came just in time.",
        "“We waited two years for this,” said Awa Diarra, who grows rice on three",
        "hectares near the river.",
        HEADING,
        "The canal is 14 kilometres long and cost €3.5 million, the ministry of",
        "agriculture said in Ségou.",
    ]
)

FILES = [
    ("story.txt", PLAIN.encode()),
    ("story.md", MARKDOWN.encode()),
    ("story.html", HTML.encode()),
    ("story.htm", HTML.encode()),
    ("story.eml", EMAIL.encode()),
    ("story.docx", docx_bytes()),
    ("story.pdf", PDF),
    ("<stdin>", PLAIN.encode()),
    ("<stdin>", HTML.encode()),
    ("<stdin>", PDF),
    ("story", docx_bytes()),
]


@pytest.mark.parametrize(("name", "data"), FILES)
def test_every_kind_of_file_gives_the_same_article(name: str, data: bytes) -> None:
    article = article_from_bytes(data, name)

    assert article.title == TITLE
    assert article.paragraphs == PARAGRAPHS
    assert [block.text for block in article.blocks if block.kind == "heading"] == [HEADING]
    assert article.source == name


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_every_encoding_and_line_end_gives_the_same_text(encoding: str, end: str) -> None:
    data = PLAIN.replace("\n", end).encode(encoding)

    assert article_from_bytes(data, "story.txt").paragraphs == PARAGRAPHS


def test_windows_1252_keeps_quotes_and_the_euro_sign() -> None:
    assert decode_text("“€ œ”".encode("cp1252"), "x") == "“€ œ”"


@pytest.mark.parametrize("data", [HTML.encode(), EMAIL.encode()])
def test_metadata_of_the_file_is_used(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / ("story.eml" if data.startswith(b"From") else "story.html")
    path.write_bytes(data)
    article = read_article(path)

    assert (article.date, article.byline) == (date(2026, 3, 9), "Oumar Ba")
    assert article.source == str(path)


def test_a_web_page_gives_its_link() -> None:
    assert article_from_bytes(HTML.encode(), "story.html").link == "https://example.org/dam"


def test_a_web_page_without_marked_article_is_cleaned_as_text() -> None:
    cells = "".join(f"<tr><td>{text}</td></tr>" for text in (TITLE, FIRST, SECOND, THIRD))
    page = f"<html><body><div>Home</div><div>News</div><table>{cells}</table><script>var x = 1;</script>"
    article = article_from_bytes(page.encode(), "page.html")

    assert article.paragraphs == PARAGRAPHS
    assert "var x" not in article.text


def test_the_rows_of_a_table_in_a_web_page_are_one_line_each_and_no_sentences() -> None:
    rows = "<tr><th>Item</th><th>CFA francs</th></tr><tr><td>Ballots</td><td>4.2 billion</td></tr>"
    page = HTML.replace(f"<p>{THIRD}</p>", f"<table>{rows}</table><p>{THIRD}</p>")
    article = article_from_bytes(page.encode(), "story.html")

    assert page != HTML
    assert "Ballots | 4.2 billion" in article.text
    assert not any("Ballots" in sentence.text for sentence in article.sentences)


@pytest.mark.parametrize("mark", ["Fwd: ", "RE: Fw: ", "TR : "])
def test_the_subject_of_a_forwarded_email_is_its_title(mark: str) -> None:
    message = f"From: a@example.org\r\nSubject: {mark}{TITLE}\r\n\r\n" + "\r\n\r\n".join(PARAGRAPHS)

    assert article_from_bytes(message.encode(), "story.eml").title == TITLE


def test_an_email_without_plain_text_gives_its_html() -> None:
    message = (
        f"From: a@example.org\r\nSubject: {TITLE}\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{HTML}"
    )

    assert article_from_bytes(message.encode(), "story.eml").paragraphs == PARAGRAPHS


def test_hard_wrapped_text_is_joined_to_paragraphs() -> None:
    import textwrap

    wrapped = "\n\n".join(textwrap.fill(text, 70) for text in (TITLE, FIRST, SECOND, HEADING, THIRD))
    article = article_from_bytes(wrapped.encode(), "story.txt")

    assert article.paragraphs == PARAGRAPHS


def test_sentences_come_from_paragraphs_and_are_numbered() -> None:
    article = clean_text(PLAIN)

    assert [sentence.text for sentence in article.sentences] == list(PARAGRAPHS)
    assert [sentence.index for sentence in article.sentences] == [0, 1, 2]
    assert [sentence.paragraph for sentence in article.sentences] == [0, 1, 2]


def zip_bytes(**entries: bytes) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return buffer.getvalue()


def encrypted_pdf() -> bytes:
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(PDF)))
    writer.encrypt("secret", algorithm="RC4-128")
    buffer = io.BytesIO()
    writer.write(buffer)
    return buffer.getvalue()


BAD = [
    ("empty.txt", b"", "empty"),
    ("blank.txt", b" \n\n\t ", "empty"),
    ("picture.jpg", bytes(range(256)) * 20, "binary"),
    ("picture.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x02\x03" * 50, "binary"),
    ("big.txt", b"word " * (SIZE_LIMIT // 5 + 1), "10 MB"),
    ("secret.pdf", encrypted_pdf(), "password"),
    ("scan.pdf", pdf_bytes([]), "OCR"),
    ("torn.pdf", b"%PDF-1.4\nnothing else", "damaged"),
    ("torn.docx", docx_bytes()[:2000], "damaged"),
    ("other.docx", b"just text, whatever the name says", "damaged"),
    ("sheet.docx", zip_bytes(xl__workbook_xml=b"<x/>"), "not a Word file"),
    ("broken.docx", zip_bytes(word__document_xml=b"<x/>"), "damaged"),
    ("bomb.docx", zip_bytes(word__document_xml=b"0" * 100_000_001), "unpacks"),
    ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "--convert-to docx old.doc`"),
    ("two words.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "docx 'two words.doc'`"),
    ("rich.rtf", b"{\\rtf1 The talks resume on Monday.}", "rich text file .* Save it as .docx"),
    ("open.odt", zip_bytes(content_xml=b"<x/>"), "--convert-to docx open.odt`"),
    (
        "app.html",
        b"<html><head><title>News</title></head><body><script>go()</script></body></html>",
        "without text",
    ),
    (
        "none.html",
        b"<!doctype html><html><body><noscript>Enable it.</noscript></body></html>",
        "without text",
    ),
    ("menu.html", b"<html><body><a>Home</a><p>Log in</p></body></html>", "Only menus and boilerplate"),
    ("empty.eml", b"From: a@example.org\r\nSubject: Hello\r\n\r\n", "no text"),
    ("menu.txt", b"Home\nNews\nSport\nLog in\nPrivacy policy\n", "Only menus and boilerplate"),
]


@pytest.mark.parametrize(("name", "data", "words"), BAD, ids=[name for name, _, _ in BAD])
def test_bad_input_says_what_is_wrong(name: str, data: bytes, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        article_from_bytes(data, name)

    assert name in str(caught.value)


def test_a_missing_file_a_folder_and_a_locked_file_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no file .*absent\.txt"):
        read_article(tmp_path / "absent.txt")
    with pytest.raises(InputError, match=r"is a folder.*summarize digest"):
        read_article(tmp_path)
    with pytest.raises(InputError, match=r"no file The talks .*…"):
        read_article(Path("The talks resume on Monday.\n" * 200))
    with pytest.raises(InputError, match="cannot be read"):
        read_article(Path("bad\0name"))


def test_a_page_without_article_lists_what_was_removed() -> None:
    with pytest.raises(NoArticleError, match="--explain") as caught:
        clean_text("Home\nNews\nSport\nLog in\nPrivacy policy\n")

    assert [line.text for line in caught.value.article.removed][:2] == ["Home", "News"]


def test_a_markdown_table_gives_one_line_for_each_row() -> None:
    table = "| Sector | People |\n| --- | ---: |\n| Health | 41,000 |\n"
    article = article_from_bytes(f"# {TITLE}\n\n{FIRST}\n\n{table}\n{SECOND}\n".encode(), "story.md")

    assert article.paragraphs == (FIRST, "- Sector | People", "- Health | 41,000", SECOND)
