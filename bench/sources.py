"""Documents a second by kind of source, before any reading: pages, web archives, tables, packed text.

    python bench/sources.py [--documents N]

All of it is made on the spot from the pages and specimens of the tests. The first round warms up.
"""

import argparse
import gzip
import io
import json
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "builders"))

import outlets
import specimens

from dragoman.lexicons.files import Lexicons
from dragoman.schema.document import Document
from dragoman.sources.archives import Member
from dragoman.sources.documents import read_member


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=300, help="of each kind")
    count = parser.parse_args().documents
    stories = [outlets.story(number, "The Harbour Times") for number in range(count)]
    texts = ["\n\n".join((it.headline, *it.paragraphs)) for it in stories]
    makers = (outlets.div_soup, outlets.semantic, outlets.tables_era)
    pages = [makers[number % 3](it).encode() for number, it in enumerate(stories)]
    rows = b"".join(json.dumps({"text": text}).encode() + b"\n" for text in texts)
    table = "title,text\n" + "".join(
        f'{number},"{text.replace(chr(34), chr(34) * 2)}"\n' for number, text in enumerate(texts)
    )
    records = [specimens.warc_record(f"https://a.example/{number}", page) for number, page in enumerate(pages)]
    kinds = {
        "pages in a zip": specimens.zipped({f"{number}.html": page for number, page in enumerate(pages)}),
        "pages in a WARC, packed": b"".join(gzip.compress(record, mtime=0) for record in records),
        "rows of JSON": rows,
        "rows of JSON, packed": gzip.compress(rows, mtime=0),
        "rows of CSV": table.encode(),
    }
    lexicons = Lexicons()
    print(f"{'kind':26}{'MB':>8}{'documents':>11}{'a second':>10}")
    for name, raw in kinds.items():
        for warm in (True, False):
            start = time.perf_counter()
            found = sum(
                isinstance(item, Document) for item in read_member(Member(name, io.BytesIO(raw)), lexicons=lexicons)
            )
            took = time.perf_counter() - start
            if not warm:
                print(f"{name:26}{len(raw) / 1e6:8.1f}{found:11,}{found / took:10,.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
