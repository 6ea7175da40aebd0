"""Letters (.eml): what a newsletter says, who sent it and when; what hangs on it is read for itself."""

import email
import email.policy
import io
from collections.abc import Iterator
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr

from dragoman.errors import RefusedError
from dragoman.sources.archives import Member

MOST_LETTER_BYTES = 25_000_000
"""The most that mail servers pass on."""

_MOST_PARTS = 200
_MOST_BOUNDARIES = 5_000  # rules of dashes in a plain text count too


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter: either plain text or HTML is its text. What the letter does not say is None."""

    subject: str | None
    sender: str | None  # the name that it is sent under, else the address
    day: str | None  # as the header writes it
    text: str | None
    html: str | None
    attached: tuple[Member, ...]


def read_letter(raw: bytes, *, name: str) -> Letter:
    """Take a letter apart. Of two versions of the text the plain one is taken.

    Raises:
        RefusedError: it has no text, or too many parts; "fault; remedy".
    """
    # The library takes each line of a boundary for a part, and half a millisecond for each.
    if raw.count(b"\n--") > _MOST_BOUNDARIES:
        raise RefusedError("a letter of too many parts; save its text")
    if raw.startswith(b"From "):  # as mailboxes begin a letter
        raw = raw.partition(b"\n")[2]
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        parts = list(_parts(message))
        plain = "\n\n".join(_content(part) for part in parts if part.get_content_type() == "text/plain")
        html = (
            ""
            if plain.strip()
            else "\n".join(_content(part) for part in parts if part.get_content_type() == "text/html")
        )
        attached = tuple(_attached(message, name))
        name_of_sender, address = parseaddr(str(message.get("From", "")))
        subject, day = str(message.get("Subject", "")), str(message.get("Date", ""))
    except (LookupError, ValueError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        # The library takes most broken letters, and trips over some in ways of its own.
        raise RefusedError(
            f"a letter that cannot be taken apart ({type(error).__name__}: {error}); save its text"
        ) from error
    if not plain.strip() and not html.strip() and not attached:
        raise RefusedError("a letter without text; save what it shows as text")
    return Letter(
        subject=" ".join(subject.split()) or None,
        sender=name_of_sender or address or None,
        day=day or None,
        text=plain if plain.strip() else None,
        html=html if html.strip() else None,
        attached=attached,
    )


def _parts(message: EmailMessage) -> Iterator[EmailMessage]:
    """Give the parts that are the letter's own text; of alternatives all."""
    for count, part in enumerate(message.walk()):
        if count > _MOST_PARTS:
            raise RefusedError(f"a letter of more than {_MOST_PARTS} parts; save its text")
        if (
            isinstance(part, EmailMessage)
            and not part.is_multipart()
            and part.get_content_maintype() == "text"
            and not _hangs_on(part)
        ):
            yield part


def _hangs_on(part: EmailMessage) -> bool:
    return part.get_content_disposition() == "attachment" or (
        part.get_filename() is not None and part.get_content_maintype() != "text"
    )


def _content(part: EmailMessage) -> str:
    try:
        content = part.get_content()
    except (LookupError, UnicodeError):  # an encoding that Python does not know, or that it is not in
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    return content if isinstance(content, str) else ""


def _attached(message: EmailMessage, name: str) -> Iterator[Member]:
    for part in message.walk():
        if not isinstance(part, EmailMessage) or part.is_multipart() or not _hangs_on(part):
            continue
        payload = part.get_payload(decode=True)
        if isinstance(payload, bytes) and part.get_content_maintype() in {"text", "application", "message"}:
            called = " ".join((part.get_filename() or "attachment").split())
            yield Member(f"{name}/{called}", io.BytesIO(payload), kind_of_name=called)
