"""A digest made by hand that has everything renderers must show, with text that tries to be markup."""

from __future__ import annotations

import datetime as dt

from summarize.records import (
    Digest,
    DigestClaim,
    DigestCounts,
    DigestDifference,
    DigestItem,
    DigestSection,
    DigestSentence,
    Fact,
    FactCheck,
    Failure,
    Mention,
    SourceArticle,
    TranslatedSentence,
    Translation,
)

HOSTILE = "<script>alert(1)</script>"


def translated(source: str, text: str, *checks: FactCheck) -> TranslatedSentence:
    return TranslatedSentence(source, text, checks=checks)


def check(text: str, status: str, found: str = "") -> FactCheck:
    return FactCheck(Mention("number", text, text, 0, len(text)), status, found)  # type: ignore[arg-type]


MARKET = DigestItem(
    headline="Gunmen kill 14 at market",
    language="en",
    sources=(
        SourceArticle("Sahel Wire", "Gunmen kill 14 at market", "en", "wire.txt", dt.date(2026, 3, 2)),
        SourceArticle(
            "coast.example",
            "Attack in Tandoro",
            "en",
            "coast.html",
            dt.date(2026, 3, 3),
            "https://coast.example/1?a=1&b=2",
        ),
        SourceArticle(
            "Evening Post", "Copy", "en", "post.txt", dt.date(2026, 3, 3), "javascript:alert(1)", copy_of=0
        ),
    ),
    sentences=(
        DigestSentence("Gunmen killed 14 people in Tandoro.", 0, 0),
        DigestSentence("Seven of the dead were women.", 1, 4),
    ),
    facts=(
        Fact("place", "Tandoro", "tandoro", (0,), 0.9),
        Fact("date", "Monday", "2026-03-02", (0,), 0.8),
        Fact("person", "Sékou Diallo", "sekou diallo", (), 0.5, detail="governor"),
    ),
    translations=(
        Translation(
            "fr",
            (
                translated("…", "Des hommes armés ont tué 14 personnes à Tandoro.", check("14", "kept")),
                TranslatedSentence(
                    "…", "Seven of the dead were women.", "untranslated", "the model repeats itself"
                ),
            ),
            ("en-fr 1",),
            translated("…", "Quatorze morts sur un marché"),
        ),
        Translation(
            "bm",
            (
                translated("…", "Mɔgɔ 14 fagara Tandoro.", check("seven", "missing")),
                translated("…", "Muso tun don."),
            ),
            ("fr-bm 1",),
            translated("…", "Mɔgɔ 14 fagara"),
            draft=True,
        ),
    ),
    differences=(
        DigestDifference(
            "dead", (DigestClaim("14", 0, "… killing 14"), DigestClaim("1700", 1, "… 1,700 dead"))
        ),
    ),
    start=dt.date(2026, 3, 2),
    end=dt.date(2026, 3, 3),
)
ATTACK = DigestItem(
    headline=f"{HOSTILE} & more",
    language="fr",
    sources=(
        SourceArticle(
            '"><img src=x onerror=alert(2)>', HOSTILE, "fr", "a|b*.txt", link="https://x.example/\"onclick='"
        ),
    ),
    sentences=(DigestSentence("Une phrase </script><!-- sur Ménaka.", 0, 0),),
    facts=(),
    notes=("Not translated from French to Bambara: no model.",),
)
DIGEST = Digest(
    title="Sahel & more",
    date=dt.date(2026, 3, 4),
    languages=("en", "fr", "bm"),
    sections=(DigestSection("", (MARKET, ATTACK)),),
    counts=DigestCounts(found=6, articles=4, left_out=1, failures=1, sources=4, stories=2, ignored=3),
    failures=(Failure("broken.pdf", f"broken.pdf is damaged {HOSTILE}.", 2),),
    signature="summarize test",
)
