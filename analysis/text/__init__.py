"""Text into documents: the one place where articles are segmented."""

from analysis.text.document import Document, Documents, Span, Words
from analysis.text.quotes import Quote
from analysis.text.vocabulary import Feature, Vocabulary

__all__ = ["Document", "Documents", "Feature", "Quote", "Span", "Vocabulary", "Words"]
