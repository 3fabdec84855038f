"""What goes into a paper: tables, figures, a codebook and a provenance that names the snapshot they came from."""

from analysis.export.codebook import codebook
from analysis.export.tables import export

__all__ = ["codebook", "export"]
