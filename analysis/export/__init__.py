"""Files for a paper: tables, figures, a codebook, and a provenance that names their snapshot and command."""

from analysis.export.codebook import codebook
from analysis.export.tables import export

__all__ = ["codebook", "export"]
