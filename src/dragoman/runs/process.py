"""The one unit of work: a shard read, its output written. It can be done again at any time, anywhere."""

from collections.abc import Iterator, Sequence

from dragoman.runs.output import Output
from dragoman.runs.settings import Settings
from dragoman.runs.shards import Done, Item, Result, Shard, encode_results, summed
from dragoman.schema.document import Document, Paragraph, ParagraphKind, Refusal

_TEXT = "Norway's foreign minister said on Friday that she would meet her counterpart from Chile in Lisbon."
_SENTENCE = Item(
    document=Document(
        id="", source="", text=_TEXT, paragraphs=(Paragraph(span=(0, len(_TEXT)), kind=ParagraphKind.BODY),)
    )
)


def process_shard(shard: Shard, out: str, settings: Settings) -> Done:
    """Read a shard and write what came of it, unless that was done before."""
    output = Output(out)
    if output.has(output.shard(shard.name)):
        return summed(shard.name, output.read_shard(shard.name))
    return output.write_shard(shard.name, read_items(shard.unpack(), settings))


def prepare(settings: Settings) -> None:
    """Load all that reading needs, by reading a sentence."""
    read_items([_SENTENCE], settings)


def read_part(shard: Shard, settings: Settings) -> bytes:
    """Read part of a shard and give back the packed results: for what could not be read as a whole."""
    return encode_results(read_items(shard.unpack(), settings))


def read_items(items: Sequence[Item], settings: Settings) -> list[Result]:
    """Read documents; refusals are passed on, in their places."""
    from dragoman.pipeline import read_many  # noqa: PLC0415 - workers alone load the parser

    def documents() -> Iterator[Document]:
        for item in items:
            if item.document is not None:
                yield item.document

    read = read_many(documents(), lexicons=settings.lexicons())
    results: list[Result] = []
    for item in items:
        if item.document is None:
            results.append(Result(refusal=item.refusal))
            continue
        document, found = next(read)
        results.append(
            Result(document=document, refusal=found)
            if isinstance(found, Refusal)
            else Result(document=document, record=found)
        )
    return results
