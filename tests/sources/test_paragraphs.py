"""What the parts of a page are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.lexicons.files import Lexicons
from dragoman.sources.paragraphs import find_paragraphs, headline

BODY = "The envoys of Kenya and Norway met on Monday."
MORE = "No statement was made, and none is expected."


def kinds(text: str, *, title: str | None = None) -> list[tuple[str, str]]:
    """Kind and first words of each paragraph."""
    paragraphs = find_paragraphs(text, lexicons=Lexicons(), title=title)
    return [(str(p.kind), " ".join(text[p.span[0] : p.span[1]].split()[:3])) for p in paragraphs]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        pytest.param("By Jane Roe", "byline", id="by a name"),
        pytest.param("by Jane Roe – Tue May 18, 8:44 am ET", "byline", id="name, day and time of day"),
        pytest.param("By Jane Roe and John Doe in Oslo", "byline", id="two names and a place"),
        pytest.param("By JANE ROE, Diplomatic Correspondent", "byline", id="capitals"),
        pytest.param("By Jane Roe | Thursday 8 September 2031 07.20 BST", "byline", id="name bar day"),
        pytest.param("Jane Roe, Reuters", "byline", id="name and agency"),
        pytest.param("AFP", "byline", id="agency alone"),
        pytest.param("Friday, August 21, 2031", "byline", id="a day"),
        pytest.param("Sep 22, 2031 13:57 IST", "byline", id="a day and time of day"),
        pytest.param("Updated: 3 May 2031 at 13:57 GMT", "byline", id="updated"),
        pytest.param("2031-05-03", "byline", id="ISO day"),
        pytest.param("Geneva, 3 May 2031", "dateline", id="place and day on a line of their own"),
        pytest.param("By Jane Roe (jane.roe@harbour-times.example)", "byline", id="address"),
        pytest.param("KYODO NEWS - May 18, 2031 - 20:21 | World", "byline", id="agency, day and section"),
        pytest.param("ANKARA", "dateline", id="place on a line of its own"),
        pytest.param("Image source, Getty Images", "credit", id="label read aloud"),
        pytest.param("Image caption, The two leaders met in Oslo in 2029", "caption", id="caption with its label"),
        pytest.param("Reuters file photo", "credit", id="credit"),
        pytest.param("REUTERS/Jane Roe", "credit", id="agency and photographer"),
        pytest.param("FILE PHOTO: Flags outside the hall in Oslo, Norway, May 3, 2031", "caption", id="file photo"),
        pytest.param("Envoys shake hands in Oslo on Monday. (AP Photo/Jane Roe)", "caption", id="caption with credit"),
        pytest.param("Workers load a ship in Mombasa, Kenya, May 3, 2031.", "body", id="load is no verb of captions"),
        pytest.param("Protesters march past the court in Lima, Peru, May 3, 2031.", "caption", id="dated picture"),
        pytest.param("The ministers met in Geneva, Switzerland, May 3, 2031.", "body", id="told in the past"),
        pytest.param("By Monday the talks had failed.", "body", id="a sentence with by"),
        pytest.param("By all accounts the talks failed", "body", id="a clause with by"),
        pytest.param("For immediate release", "furniture", id="above a release"),
    ],
)
def test_line_below_the_headline(line: str, kind: str) -> None:
    found = kinds(f"Envoys meet in Oslo\n\n{line}\n\n{BODY}\n\n{MORE}")
    assert found[0][0] == "headline"
    # A short line without a stop under the headline is a second headline; for holding events that is the same.
    expected = {"body": {"body", "headline"}}.get(kind, {kind})
    assert found[1][0] in expected
    assert [k for k, _ in found[2:]] == ["body", "body"]


@pytest.mark.parametrize(
    "line",
    [
        "Read more: Five facts on the treaty",
        "Source: Harbour Times and agencies",
        "(Reporting by Jane Roe; Editing by John Doe)",
        "Jane Roe contributed to this report.",
        "This article was first published in the Harbour Times.",
        "© 2031 The Harbour Times. All rights reserved.",
        "###",
        "ENDS",
    ],
)
def test_foot_of_the_page(line: str) -> None:
    assert [k for k, _ in kinds(f"{BODY}\n\n{MORE}\n\n{line}")] == ["body", "body", "furniture"]


@pytest.mark.parametrize(
    ("text", "dateline"),
    [
        pytest.param(f"TOKYO (AFP) – {BODY}", "TOKYO (AFP) –", id="agency"),
        pytest.param(f"TOKYO, March 3 (Reuters) - {BODY}", "TOKYO, March 3 (Reuters) -", id="day and agency"),
        pytest.param(f"WASHINGTON — {BODY}", "WASHINGTON —", id="capitals and a dash"),
        pytest.param(f"BEIJING, Aug. 19 (Xinhua) -- {BODY}", "BEIJING, Aug. 19 (Xinhua) --", id="two hyphens"),
        pytest.param(f"Geneva, 3 May 2031 – {BODY}", "Geneva, 3 May 2031 –", id="small letters with a day"),
        pytest.param(f"NAIROBI, Kenya (AP) — {BODY}", "NAIROBI, Kenya (AP) —", id="with the country"),
        pytest.param(f"GENEVA/NEW YORK, 3 May 2031 — {BODY}", "GENEVA/NEW YORK, 3 May 2031 —", id="two places"),
        pytest.param(f"ST. PETERSBURG, Russia, June 3 -- {BODY}", "ST. PETERSBURG, Russia, June 3 --", id="point"),
        pytest.param(f"(Reuters) - {BODY}", "(Reuters) -", id="agency alone"),
        pytest.param(f"NEW DELHI, May 3 (PTI) {BODY}", "NEW DELHI, May 3 (PTI)", id="no dash after an agency"),
        pytest.param(f"MOSCOW, May 3. /TASS/. {BODY}", "MOSCOW, May 3. /TASS/.", id="agency between slashes"),
        pytest.param(f"MOSCOW. May 3 (Interfax) - {BODY}", "MOSCOW. May 3 (Interfax) -", id="stop after the place"),
        pytest.param(f"3 May 2031 — {BODY}", "3 May 2031 —", id="a day alone"),
        pytest.param(f"Seoul, South Korea (CNN) — {BODY}", "Seoul, South Korea (CNN) —", id="small letters, agency"),
        pytest.param(f"ROME — {BODY}", "ROME —", id="a short seat"),
        pytest.param("NATO — the alliance — is to meet on Monday.", None, id="an abbreviation is no place"),
        pytest.param("The minister - a former envoy - said no.", None, id="dashes in a sentence"),
        pytest.param("UPDATE: The talks have failed.", None, id="a label"),
    ],
)
def test_dateline(text: str, dateline: str | None) -> None:
    paragraphs = find_paragraphs(text, lexicons=Lexicons())
    if dateline is None:
        assert [str(p.kind) for p in paragraphs] == ["body"]
    else:
        assert [str(p.kind) for p in paragraphs] == ["dateline", "body"]
        start, end = paragraphs[0].span
        assert text[start:end] == dateline
        start, end = paragraphs[1].span
        assert text[start:end] == BODY


def test_caption_beside_its_credit() -> None:
    text = f"Envoys meet\n\nHarbour Times file photo\nThe harbour of Oslo\n\n{BODY}\n\n{MORE}"
    assert [k for k, _ in kinds(text)] == ["headline", "credit", "caption", "body", "body"]


def test_headline_is_not_a_caption_though_a_credit_follows() -> None:
    text = f"Envoys meet\n\nHarbour Times file photo\n\n{BODY}\n\n{MORE}"
    assert [k for k, _ in kinds(text)] == ["headline", "credit", "body", "body"]


def test_sign_off_and_all_below_it() -> None:
    text = f"Envoys meet\n\n{BODY}\n\n{MORE}\n\nI'm Jane Roe.\n\nJohn Doe was the editor.\n\nquarrel - n. a dispute"
    assert [k for k, _ in kinds(text)] == ["headline", "body", "body", "furniture", "furniture", "furniture"]


def test_heading_inside_the_text() -> None:
    assert [k for k, _ in kinds(f"{BODY}\n\nA long quarrel\n\n{MORE}")] == ["body", "furniture", "body"]


def test_list_items_are_running_text() -> None:
    assert [k for k, _ in kinds(f"{BODY}\n\n- Kenya sends 30 engineers\n\n{MORE}")] == ["body", "body", "body"]


@pytest.mark.parametrize("text", ["Kenya and Norway sign pact", "Kenya signs.", "Source: ministry", "By Jane Roe"])
def test_one_line_is_running_text(text: str) -> None:
    assert [k for k, _ in kinds(text)] == ["body"]


def test_title_marks_the_headline_even_with_a_stop() -> None:
    text = f"Envoys meet in Oslo.\n\n{BODY}"
    assert kinds(text)[0][0] == "body"
    assert kinds(text, title="Envoys meet in Oslo")[0][0] == "headline"


def test_headline_words_are_evened_out() -> None:
    text = f"Envoys  meet\n\n{BODY}"
    assert headline(text, find_paragraphs(text, lexicons=Lexicons())) == "Envoys meet"


@given(st.lists(st.sampled_from(["Envoys meet", BODY, "By Jane Roe", "###", "I'm Jane Roe.", "TOKYO - Yes.", "(END)"])))
def test_nothing_is_lost(lines: list[str]) -> None:
    text = "\r\n\r\n".join(lines)
    at = 0
    for paragraph in find_paragraphs(text, lexicons=Lexicons()):
        assert not text[at : paragraph.span[0]].strip()
        at = paragraph.span[1]
    assert not text[at:].strip()
