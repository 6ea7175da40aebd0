"""PDF: the text of press releases, lines put together into paragraphs."""

import io
import logging
import re
from dataclasses import dataclass

from dragoman.errors import RefusedError

MOST_PDF_BYTES = 50_000_000
_MOST_PAGES = 300  # a release has two; a yearbook is no document of news
_MOST_CHARACTERS = 2_000_000
_LEAST_CHARACTERS = 40

_PAGE_NUMBER = re.compile(r"(?:page\s+)?[-–—]?\s*\d{1,4}\s*(?:(?:/|of)\s*\d{1,4})?\s*[-–—]?", re.IGNORECASE)
_STOP = re.compile(r"[.!?:;][\"'”’)\]]*$")
_HYPHEN = re.compile(r"(?<=[a-z])-$")


@dataclass(frozen=True, slots=True)
class PressFile:
    """The text of a PDF, paragraphs set apart by blank lines. What its properties do not say is None."""

    text: str
    title: str | None
    author: str | None
    created: str | None  # ISO day


def read_pdf(raw: bytes) -> PressFile:
    """Read the text of a PDF.

    Raises:
        RefusedError: it is damaged, locked, too long, or holds pictures of text only; "fault; remedy".
    """
    from pypdf import PdfReader  # noqa: PLC0415 - only where there are PDF files
    from pypdf.errors import PyPdfError  # noqa: PLC0415

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what is wrong with a file is told in the refusal
    try:
        reader = PdfReader(io.BytesIO(raw), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise RefusedError("a PDF file that is locked by a password; save it without")
        if len(reader.pages) > _MOST_PAGES:
            raise RefusedError(f"a PDF file of {len(reader.pages)} pages; split off the pages of the release")
        pages: list[list[str]] = []
        length = 0
        for page in reader.pages:
            text = page.extract_text()
            length += len(text)
            if length > _MOST_CHARACTERS:
                raise RefusedError(f"a PDF file of more than {_MOST_CHARACTERS:,} characters; split it into documents")
            pages.append([" ".join(line.split()) for line in text.splitlines()])
        about = reader.metadata
        title = _sound(about.title if about else None)
        author = _sound(about.author if about else None)
        try:
            created = about.creation_date.date().isoformat() if about and about.creation_date else None
        except (ValueError, TypeError):
            created = None  # a property that is no date
    except RefusedError:
        raise
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        IndexError,
        RecursionError,
        OSError,
        AssertionError,
    ) as error:
        # Broken files trip pypdf in many ways; each is the file's fault.
        raise RefusedError(
            f"a PDF file that is damaged ({type(error).__name__}: {error}); save it anew, or save its text"
        ) from error
    text = "\n\n".join(_paragraphs(_without_running_lines(pages)))
    if len(text) < _LEAST_CHARACTERS:
        raise RefusedError(
            "a PDF file without text: its pages are pictures; run it through text recognition, for example ocrmypdf"
        )
    return PressFile(text, title, author, created)


def _without_running_lines(pages: list[list[str]]) -> list[str]:
    """Join the lines of all pages, without page numbers and what stands at the head or foot of most pages."""
    edges: dict[str, int] = {}
    for lines in pages:
        shown = [line for line in lines if line]
        for line in {*shown[:2], *shown[-2:]}:
            edges[line] = edges.get(line, 0) + 1
    running = {line for line, count in edges.items() if len(pages) > 2 and count * 2 > len(pages)}
    out: list[str] = []
    for lines in pages:
        out += [line for line in lines if line not in running and not _PAGE_NUMBER.fullmatch(line)]
    return out


def _paragraphs(lines: list[str]) -> list[str]:
    """Put lines together that were broken because the next word did not fit: full ones, by the width of the text."""
    widths = sorted(len(line) for line in lines if line)
    full = 0.75 * widths[int(len(widths) * 0.9)] if widths else 0
    out: list[str] = []
    open_ = False
    for line in lines:
        if not line:
            # Between lines of one paragraph pypdf sometimes sees a gap; a sentence goes on in small letters.
            continue
        if open_ and out:
            out[-1] = (
                _HYPHEN.sub("", out[-1]) + line
                if _HYPHEN.search(out[-1]) and line[0].islower()
                else f"{out[-1]} {line}"
            )
        else:
            out.append(line)
        open_ = len(line) >= full and not (_STOP.search(line) and len(line) < full * 1.1)
    return out


def _sound(text: object) -> str | None:
    """Give a property as far as it is words: programs write "Microsoft Word - draft3.doc" and "untitled" there."""
    if not isinstance(text, str) or re.search(
        r"\.(?:docx?|pdf|indd|qxd|rtf|odt|pages)\b|^untitled|^microsoft", text, re.IGNORECASE
    ):
        return None
    return " ".join(text.split()) or None
