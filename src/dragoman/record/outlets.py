"""Independent sources: who tells of an event without leaning on another who does."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.record.copies import is_copy
from dragoman.record.recorded import Report, Source


def independent_sources(reports: Sequence[Report], sketches: Mapping[str, bytes]) -> tuple[Source, ...]:
    """Group the documents of an event's reports into independent sources.

    Near-copies have one origin: the news agency that one of them credits, otherwise the publisher who had the text
    first. One source are all documents of one origin: a paper that printed another's text and wrote one of its own
    stands for two. Of papers that had a text on the same day the one that also wrote of its own is taken for the
    origin: where it cannot be told, the smaller number is given.

    Args:
        reports: of one event, in their order.
        sketches: by document, from `copies.sketch`; a document without one is compared by names only.

    Returns:
        The sources in the order of their first reports, each with its documents in that order.
    """
    documents: dict[str, Report] = {}
    for report in reports:
        documents.setdefault(report.document, report)
    texts = _copies(list(documents), sketches)
    printed = Counter(
        publisher.casefold()
        for text in texts
        for publisher in {report.publisher for report in map(documents.__getitem__, text) if report.publisher}
    )
    by_origin: dict[str, list[str]] = {}
    names: dict[str, str] = {}
    for text in texts:
        name = _origin([documents[document] for document in text], printed)
        # A text that nobody is known to have printed stands alone.
        key = name.casefold() if name else text[0]
        names.setdefault(key, name or documents[text[0]].source)
        by_origin.setdefault(key, []).extend(text)
    order = {document: place for place, document in enumerate(documents)}
    found = (
        Source(name=names[key], documents=tuple(sorted(members, key=order.__getitem__)))
        for key, members in by_origin.items()
    )
    return tuple(sorted(found, key=lambda source: order[source.documents[0]]))


def _copies(documents: Sequence[str], sketches: Mapping[str, bytes]) -> list[list[str]]:
    """Put documents together that have one text, where one is a near-copy of any other of them."""
    texts: list[list[str]] = []
    for document in documents:
        mine = sketches.get(document)
        same = [text for text in texts if mine and any(_copied(mine, sketches.get(other)) for other in text)]
        for text in same:
            texts.remove(text)
        texts.append([*(other for text in same for other in text), document])
    return texts


def _copied(mine: bytes, theirs: bytes | None) -> bool:
    return bool(theirs) and is_copy(mine, theirs or b"")


def _origin(printed: Sequence[Report], texts_of: Mapping[str, int]) -> str | None:
    """Name the origin of a text from the reports that have it; None where none has a publisher."""
    agency = next((report.agency for report in printed if report.agency), None)
    if agency:
        return agency
    first = min((report.known or date.max for report in printed), default=date.max)
    publishers = [report.publisher for report in printed if report.publisher and (report.known or date.max) == first]
    also_own = (one for one in publishers if texts_of[one.casefold()] > 1)
    return (
        next(also_own, None)
        or next(iter(publishers), None)
        or next((r.publisher for r in printed if r.publisher), None)
    )
