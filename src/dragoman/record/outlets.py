"""Independent sources: who tells of an event without leaning on another who does."""

from collections.abc import Mapping, Sequence

from dragoman.record.copies import is_copy
from dragoman.record.recorded import Report, Source


def independent_sources(reports: Sequence[Report], sketches: Mapping[str, bytes]) -> tuple[Source, ...]:
    """Group the documents of an event's reports into independent sources.

    One source are: all texts that credit one news agency, all other texts of one publisher, and near-copies of one
    text, taken together where they touch. A paper's own article and the agency text it also prints are two.

    Args:
        reports: of one event, in their order.
        sketches: by document, from `copies.sketch`; a document without one is compared by names only.

    Returns:
        The sources in the order of their first reports, each with its documents in that order.
    """
    first_reports: dict[str, Report] = {}
    for report in reports:
        first_reports.setdefault(report.document, report)
    group = {document: document for document in first_reports}

    def root(document: str) -> str:
        while group[document] != document:
            document = group[document]
        return document

    seen: dict[str, str] = {}
    documents = list(first_reports)
    for place, document in enumerate(documents):
        report = first_reports[document]
        origin = report.agency or report.publisher
        if origin is not None:
            if origin.casefold() in seen:
                _join(group, root(document), root(seen[origin.casefold()]), documents)
            seen.setdefault(origin.casefold(), document)
        mine = sketches.get(document)
        for other in documents[:place]:
            theirs = sketches.get(other)
            if mine and theirs and root(other) != root(document) and is_copy(mine, theirs):
                _join(group, root(document), root(other), documents)
    found: dict[str, list[str]] = {}
    for document in documents:
        found.setdefault(root(document), []).append(document)
    return tuple(
        Source(name=_name([first_reports[document] for document in members]), documents=tuple(members))
        for members in found.values()
    )


def _join(group: dict[str, str], a: str, b: str, order: list[str]) -> None:
    first, second = sorted((a, b), key=order.index)
    group[second] = first


def _name(reports: list[Report]) -> str:
    agency = next((report.agency for report in reports if report.agency), None)
    return agency or next((report.publisher for report in reports if report.publisher), None) or reports[0].source
