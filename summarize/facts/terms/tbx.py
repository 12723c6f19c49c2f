"""Reading of TBX, the terminology exchange format of ISO 30042, with entities refused."""

from __future__ import annotations

from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl, Locator

from defusedxml import DefusedXmlException
from defusedxml.sax import parseString

_CONCEPT = frozenset({"conceptEntry", "termEntry"})
_LANGUAGE = frozenset({"langSec", "langSet"})

Concept = tuple[int, dict[str, tuple[str, ...]]]


def read_tbx(text: str) -> tuple[list[Concept], list[tuple[int, str]]]:
    """Return the concepts of a TBX text (line, forms by language) and its problems (line, message)."""
    handler = _Concepts()
    try:
        parseString(text.encode(), handler, forbid_dtd=False)
    except SAXParseException as error:
        return [], [(error.getLineNumber() or 0, f"not well-formed XML: {error.getMessage()}")]
    except DefusedXmlException:
        return [], [(0, "XML entities are not allowed in a glossary: write the characters themselves")]
    return handler.concepts, []


class _Concepts(ContentHandler):
    """Collects the terms of each concept by language."""

    def __init__(self) -> None:
        super().__init__()
        self.concepts: list[Concept] = []
        self._locator: Locator | None = None
        self._language = ""
        self._term: list[str] | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802 (the name SAX calls)
        self._locator = locator

    def startElement(self, name: str, attrs: AttributesImpl) -> None:  # noqa: N802
        if name in _CONCEPT:
            self.concepts.append(((self._locator.getLineNumber() if self._locator else 0) or 0, {}))
        elif name in _LANGUAGE:
            self._language = attrs.get("xml:lang", "").split("-")[0].lower()
        elif name == "term":
            self._term = []

    def characters(self, content: str) -> None:
        if self._term is not None:
            self._term.append(content)

    def endElement(self, name: str) -> None:  # noqa: N802
        if name != "term" or self._term is None:
            return
        form = " ".join("".join(self._term).split())
        self._term = None
        if form and self._language and self.concepts:
            forms = self.concepts[-1][1]
            forms[self._language] = (*forms.get(self._language, ()), form)
