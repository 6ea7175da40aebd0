# ruff: noqa: E501 - markup in lines as long as pages have them
"""One of each kind of source, sound and hostile, made anew for each test; nothing of it is kept in the project."""

import bz2
import gzip
import io
import json
import lzma
import os
import random
import tarfile
import zipfile
from collections.abc import Iterable
from email.message import EmailMessage
from pathlib import Path

TEXT = (
    "Envoys of Ghana and Norway meet in Accra\n\n"
    "The foreign ministers of Ghana and Norway met in Accra on Monday, and agreed to meet again in the autumn.\n\n"
    "“We want the ship back before the talks go on,” the Norwegian foreign minister said after the meeting.\n"
)
BODY = TEXT.partition("\n\n")[2].replace("\n\n", " ").strip()


def html(body: str = TEXT, *, day: str = "2031-05-05", head: str = "") -> str:
    headline, *paragraphs = body.strip().split("\n\n")
    return (
        f'<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{headline} | Harbour Times</title>'
        f'<meta property="og:site_name" content="Harbour Times"><meta property="article:published_time" content="{day}">{head}'
        f"</head><body><nav><a href='/'>Home</a></nav><article><h1>{headline}</h1>"
        + "".join(f"<p>{text}</p>" for text in paragraphs)
        + "</article></body></html>"
    )


def feed(
    entries: int = 2, *, day: str = "Mon, 05 May 2031 10:00:00 GMT", link: str = "https://harbour.example/"
) -> str:
    items = "".join(
        f"<item><title>Envoys meet, part {number}</title><link>{link}{number}</link><guid>g{number}</guid><pubDate>{day}</pubDate>"
        f"<description>&lt;p&gt;The envoys of Ghana and Norway met for the {number}th time on Monday.&lt;/p&gt;</description></item>"
        for number in range(entries)
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Harbour Times</title>{items}</channel></rss>'


def letter(*, attach: tuple[str, bytes] | None = None, as_html: bool = False) -> bytes:
    message = EmailMessage()
    message["From"] = "Harbour Letter <letter@harbour.example>"
    message["To"] = "reader@harbour.example"
    message["Subject"] = "Envoys of Ghana and Norway meet in Accra"
    message["Date"] = "Mon, 05 May 2031 23:30:00 -0500"
    message["Message-ID"] = "<1@harbour.example>"
    if as_html:
        message.set_content(html(), subtype="html")
    else:
        message.set_content(TEXT.partition("\n\n")[2])
    if attach:
        message.add_attachment(attach[1], maintype="application", subtype="octet-stream", filename=attach[0])
    return message.as_bytes()


def pdf(lines: Iterable[str]) -> bytes:
    """A PDF of one page by hand; without lines it holds a picture's place and no text."""
    shown = "".join(f"({line.replace('(', '[').replace(')', ']')}) Tj T*\n" for line in lines)
    content = f"BT /F1 11 Tf 50 780 Td 14 TL\n{shown}ET".encode("cp1252") if shown else b"0 0 100 100 re f"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


RELEASE = (
    "Ministry of Foreign Affairs",
    "Press release 12/2031",
    "Ghana and Norway agree on talks about the trawler that was held in March, and",
    "the two ministers will meet again in the autumn, the ministry announced on Monday.",
    "The foreign minister thanked Norway for its patience in the long dispute over the",
    "fishing rights off the coast.",
)


def warc_record(
    url: str, body: bytes, *, kind: str = "text/html; charset=utf-8", status: str = "200 OK", extra: str = ""
) -> bytes:
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)) % 10**12:012d}>\r\n"
        f"WARC-Date: 2031-05-05T10:00:00Z\r\nWARC-Target-URI: {url}\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc(count: int = 3, *, packed: bool = False) -> bytes:
    """Pages of different text, each in a record of its own; packed record by record as crawlers do."""
    out = b""
    for number in range(count):
        # Words at random, so that a packed record is long enough to be cut in its middle.
        noise = " ".join(random.Random(number).sample("abcdefghijklmnop", 16))
        page = html(TEXT.replace("Monday", f"Monday, in round {number} ({noise})"))
        record = warc_record(f"https://harbour.example/{number}", page.encode())
        out += gzip.compress(record, mtime=0) if packed else record
    return out


def zipped(members: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, (2031, 5, 5, 0, 0, 0)), content, compress_type=method)
    return out.getvalue()


def tarred(members: dict[str, bytes], *, links: dict[str, str] | None = None) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        for name, content in members.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
        for name, target in (links or {}).items():
            info = tarfile.TarInfo(name)
            info.type, info.linkname = tarfile.SYMTYPE, target
            archive.addfile(info)
    return out.getvalue()


def parquet(rows: list[dict[str, object]]) -> bytes:
    import pyarrow as pa  # noqa: PLC0415 - an extra
    import pyarrow.parquet as pq  # noqa: PLC0415

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows), out)
    return out.getvalue()


def rows(count: int = 2) -> bytes:
    return b"".join(
        json.dumps({"text": f"{BODY} ({number})", "published": "2031-05-05"}).encode() + b"\n"
        for number in range(count)
    )


def sound(folder: Path) -> Path:
    """Write a folder with one of each kind, under names that tell nothing of the kind."""
    page = html().encode()
    for name, content in {
        "01-text": TEXT.encode(),
        "02-markdown": f"---\ntitle: Envoys meet\ndate: 2031-05-05\n---\n\n# Envoys meet\n\n{BODY} It was **their** [first](x) talk.\n".encode(),
        "03-page": page,
        "04-release": pdf(RELEASE),
        "05-feed": feed().encode(),
        "06-rows": rows(),
        "07-table": f'Headline,Body,Date\n"Envoys meet","{BODY}",5 May 2031\n'.encode(),
        "08-letter": letter(),
        "09-letter-with-release": letter(attach=("release.pdf", pdf(RELEASE))),
        "10-warc": warc(),
        "11-warc-gz": warc(packed=True),
        "12-wacz": zipped({"datapackage.json": b"{}", "archive/data.warc.gz": warc(packed=True), "pages/pages.jsonl": b"{}\n"}),
        "13-zip": zipped({"a/page.html": page, "b.txt": TEXT.encode(), "c.png": b"\x89PNG"}),
        "14-tar-gz": gzip.compress(tarred({"a/page.html": page, "rows.jsonl": rows()}), mtime=0),
        "15-text-gz": gzip.compress(TEXT.encode(), mtime=0),
        "16-text-xz": lzma.compress(TEXT.encode()),
        "17-text-bz2": bz2.compress(TEXT.encode()),
        "18-atom": (
            '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Times</title><entry><id>x</id>'
            f"<title>Envoys meet</title><updated>2031-05-05T10:00:00Z</updated><content type='html'>&lt;p&gt;{BODY}&lt;/p&gt;</content>"
            "<link href='https://harbour.example/1'/></entry></feed>"
        ).encode(),
        "19-page-utf16": page.decode().encode("utf-16"),
    }.items():  # fmt: skip
        (folder / name).write_bytes(content)
    return folder


def bomb(size: int = 60_000_000) -> bytes:
    """A zip of a few hundred kilobytes that unpacks to `size` zeros."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("zeros.txt", "w") as member:
        for _ in range(size // 1_000_000):
            member.write(bytes(1_000_000))
    return out.getvalue()


def quoting_broken() -> bytes:
    """Ten rows, of which the third opens a quote that it does not close."""
    lines = ["title,text,date"] + [f'Row {number},"{BODY} {number}",2031-05-05' for number in range(10)]
    lines[3] = f'Row 2,"{BODY},2031-05-05'
    return "\n".join(lines).encode()


LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    b'<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title>'
    b"<item><title>&c;</title></item></channel></rss>"
)


def hostile(folder: Path) -> dict[str, str]:
    """Write a folder of what must be refused; gives the words that the refusal of each file holds."""
    noise = os.urandom(50_000)
    page = html().encode()
    files: dict[str, tuple[bytes, str]] = {
        "bomb.zip": (bomb(), "200 times its size"),
        "bomb.gz": (gzip.compress(bytes(60_000_000), 9), "longer than 2,000,000 bytes"),
        "bomb.tar.gz": (gzip.compress(tarred({"a.txt": bytes(60_000_000)}), 9), "200 times its size"),
        "bomb.xz": (lzma.compress(bytes(60_000_000)), "longer than 2,000,000 bytes"),
        "nested.gz": (_nested(page, 8), "inside 4 others"),
        "endless.xml": (feed(60_000).encode(), "longer than 10,000,000 bytes"),
        "laughs.xml": (LAUGHS, "declares entities"),
        "up.zip": (zipped({"../../etc/passwd": page}), "leads out of the archive"),
        "root.tar": (tarred({"/etc/passwd": page}), "leads out of the archive"),
        "link.tar": (tarred({}, links={"passwd": "/etc/passwd"}), "it is a link"),
        "cut.zip": (zipped({"a.html": page})[:-30], "cut off or damaged"),
        "cut.gz": (gzip.compress(page + noise)[:10_000], "ends in the middle"),
        "garbage.gz": (b"\x1f\x8b\x08\x00" + noise, "damaged"),
        "picture.pdf": (pdf(()), "its pages are pictures"),
        "broken.pdf": (b"%PDF-1.7\n" + noise, "damaged"),
        "empty.html": (b"<!DOCTYPE html><html><body><nav><a href='/'>Home</a></nav></body></html>", "no running text"),
        "deep.html": (b"<!DOCTYPE html><html><body>" + b"<div>" * 200_000 + b"x", "no running text"),
        "wide.html": (b"<!DOCTYPE html><html><body>" + b"<b>x</b>" * 200_000, "elements"),
        "long.html": (
            b"<!DOCTYPE html><html><body><p>" + b"The envoys met. " * 700_000,
            "longer than 10,000,000 bytes",
        ),
        "broken.parquet": (b"PAR1" + noise + b"PAR1", "Parquet"),
        "no-text.csv": (b"a,b,c\n1,2,3\n", "--map text=COLUMN"),
        "japanese.html": (_japanese().encode("shift-jis"), "it is in Japanese"),
        "office.docx": (zipped({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "office document"),
        "old.doc": (b"\xd0\xcf\x11\xe0" + noise, "office document"),
        "program": (b"\x7fELF" + noise, "binary"),
        "empty.warc": (b"WARC/1.1\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "no pages"),
        "letter": (
            b"Received: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n--x--\r\n",
            "without text",
        ),
    }
    for name, (content, _) in files.items():
        (folder / name).write_bytes(content)
    return {name: words for name, (_, words) in files.items()}


def _nested(content: bytes, times: int) -> bytes:
    for _ in range(times):
        content = gzip.compress(content, mtime=0)
    return content


def _japanese() -> str:
    text = "日本と中国の外相が東京で会談し、今後の首脳会談について意見を交わした。" * 6
    return f'<!DOCTYPE html><html lang="ja"><head><meta charset="shift_jis"></head><body><article><h1>外相会談</h1><p>{text}</p></article></body></html>'
