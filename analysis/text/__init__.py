"""Text into documents: the one place where articles are segmented."""

from analysis.text.document import Document, Documents, Span
from analysis.text.quotes import Quote
from analysis.text.vocabulary import Feature, Vocabulary, features
from analysis.text.words import Words

__all__ = ["Document", "Documents", "Feature", "Quote", "Span", "Vocabulary", "Words", "features"]
