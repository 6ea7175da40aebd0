"""A hundred documents that would do harm if a page took them at their word."""

from urllib.parse import quote

from msgspec import structs
from planted import act, actor, report, when

from dragoman.record.store import Store
from dragoman.schema.actor import Official

PAYLOADS = (
    "<script>window.hacked=1</script>",
    "<img src=x onerror='window.hacked=1'>",
    '"><svg onload=window.hacked=1>',
    "' onmouseover='window.hacked=1",
    "javascript:window.hacked=1",
    "</title></head><body onload=window.hacked=1>",
    "<!-- --><iframe src=http://evil.example></iframe>",
    "<base href=http://evil.example/>",
    "<meta http-equiv=refresh content='0;url=http://evil.example'>",
    "{{ 7*7 }} {% include '/etc/passwd' %} ${7*7}",
    "'; DROP TABLE events; --",
    '" OR 1=1 --',
    "../../../../etc/passwd",
    "..\\..\\windows\\system32",
    "%2e%2e%2f%00",
    "\u202egnp.exe\u202c right to left \u2066\u2067\u2068",
    "\u202e\u202e\u202e never closed",
    "\u0647\u0630\u0627 \u0639\u0646\u0648\u0627\u0646 \u05e9\u05dc\u05d5\u05dd",
    "\ufeff\u200b\u200d\u2028\u2029 invisible",
    "e\u0301" + "\u0300" * 300 + " piled up",
    "\U0001f4a9\U0001f468\u200d\U0001f469\u200d\U0001f467\U000e0041 \ufffd\uffff\ufffe",
    "A" * 5000,
    ("word " * 3000).strip(),
    "&lt;script&gt;&#60;script&#62; &amp;amp;",
    "<style>*{display:none}</style><link rel=stylesheet href=http://evil.example/x.css>",
)


def fill_hostile(store: Store) -> tuple[list[str], list[str]]:
    """Put every payload into text, title, source, publisher, names and places; give addresses of the pages."""
    documents, persons = [], []
    for number in range(100):
        payload = PAYLOADS[number % len(PAYLOADS)]
        where = number // len(PAYLOADS)
        name = payload if where == 1 else "Amina Were"
        text = f"Kenya criticised Norway over {payload}." if where == 0 else "Kenya criticised Norway."
        blame = act(
            "ACCUSE",
            [actor("KEN", name, payload if where == 2 else "foreign minister")],
            [actor("NOR")],
            time=when(f"2024-{1 + number // 28:02}-{1 + number % 28:02}"),
            trigger="criticised",
            place=payload if where == 3 else None,
        )
        day = f"2024-{1 + number // 28:02}-{1 + number % 28:02}"
        record, document = report(
            f"{text} {number}",
            blame,
            day=day,
            source=f"{payload if where == 2 else 's'}-{number}",
            publisher=payload if where == 3 else "Mail",
        )
        document = structs.replace(document, title=payload, url=payload)
        official = Official(name=name, country="KEN", office=payload, evidence=(0, 5))
        record = structs.replace(record, document=document.head(record.document.published), officials=(official,))
        store.add(record, document)
        documents.append(f"/document/{document.id}")
        if where == 1 and "/" not in name:
            persons.append(f"/person/{quote(name, safe='')}")
    store.merge()
    documents += [f"/event/{event.id}" for event in store.events("KEN", "NOR")[:40]]
    return documents, persons
