"""The frozen records that flow between the steps: read → clean → summarise → translate → check → render.

They hold data only and import nothing of the project, so that every step can use them.
"""

from summarize.records.article import (
    Article,
    Block,
    BlockKind,
    RemovedLine,
    Sentence,
)
from summarize.records.brief import (
    Brief,
    Failure,
    SentenceStatus,
    Summary,
    SummarySentence,
    TranslatedSentence,
    Translation,
)
from summarize.records.digest import (
    Digest,
    DigestClaim,
    DigestCounts,
    DigestDifference,
    DigestItem,
    DigestSection,
    DigestSentence,
    SourceArticle,
)
from summarize.records.facts import (
    CheckedSentence,
    CheckReport,
    Fact,
    FactCheck,
    FactKind,
    FactStatus,
    Mention,
    Support,
)

__all__ = [
    "Article",
    "Block",
    "BlockKind",
    "Brief",
    "CheckReport",
    "CheckedSentence",
    "Digest",
    "DigestClaim",
    "DigestCounts",
    "DigestDifference",
    "DigestItem",
    "DigestSection",
    "DigestSentence",
    "Fact",
    "FactCheck",
    "FactKind",
    "FactStatus",
    "Failure",
    "Mention",
    "RemovedLine",
    "Sentence",
    "SentenceStatus",
    "SourceArticle",
    "Summary",
    "SummarySentence",
    "Support",
    "TranslatedSentence",
    "Translation",
]
