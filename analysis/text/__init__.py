"""Text into documents: the one place where articles are segmented.

Three words are used for the units of a text, here and in every scorer. A **token** is a whitespace-separated piece of
the text, punctuation included ("“Yes,"); its string is its **form**, and the units of vaderSentiment and textstat are
tokens. A **word** is what language processing elsewhere calls a token: letters and digits inside a token ("Yes"), with
a part of speech. Numbers of tokens, words, sentences and paragraphs run over a whole batch (`Documents`). Everything
here may be used from any thread.
"""

from analysis.text.document import Document, Documents, Span
from analysis.text.quotes import Quote
from analysis.text.vocabulary import Feature, Vocabulary, features
from analysis.text.words import Words

__all__ = ["Document", "Documents", "Feature", "Quote", "Span", "Vocabulary", "Words", "features"]
