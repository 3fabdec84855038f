"""The command about whom outlets quote: sources."""

from typing import TYPE_CHECKING

from analysis.cli import options, output
from analysis.cli.options import DEFAULT_CORPUS, CorpusOption, FormatOption, SnapshotOption
from analysis.errors import ArgumentError
from analysis.queries.requests import SourcesRequest

if TYPE_CHECKING:
    from analysis.queries.quoted_sources import Label

FORMS_SHOWN = 4
"""Forms of a name in a table."""


@options.of_request(SourcesRequest)
def sources(
    request: SourcesRequest,
    corpus: CorpusOption = DEFAULT_CORPUS,
    snapshot: SnapshotOption = None,
    format: FormatOption = "table",
) -> None:
    """Show who is quoted: types of sources in each group (these only with --format csv), and the names quoted most.

    With --format json it gives kinds, affiliations and genders of sources too, and each name with its forms.
    """
    opened = options.ask(corpus, snapshot, request.filters)
    from analysis.queries import sources as source_types
    from analysis.queries import top_sources
    from analysis.queries.quoted_sources import with_forms_as_text

    by, of = request.by, request.of
    types = source_types(opened, by, request.filters)
    if of is not None and of not in set(types["group"]):
        groups = ", ".join(sorted(set(types["group"])))
        raise ArgumentError(f"{by} has no group {of!r} with statements; it has: {groups}.")
    names = top_sources(opened, None if of is None else by, request.filters, request.limit, request.aliases)
    names = names if of is None else names[names["group"] == of]
    if format == "json":
        from analysis.records import records

        labels: dict[str, Label] = {
            "source_kinds": "source_kind", "affiliations": "affiliation", "genders": "gender"
        }  # fmt: skip
        counted = {key: records(source_types(opened, by, request.filters, label)) for key, label in labels.items()}
        output.emit_json({"kinds": records(types), **counted, "names": records(names)})
    elif format == "csv":
        output.emit_frame(types, format)
    else:
        output.table(types, 3, "types of sources")
        output.table(source_types(opened, by, request.filters, "affiliation"), 3, "affiliations of sources")
        output.table(with_forms_as_text(names, FORMS_SHOWN), 3, "names quoted most")
