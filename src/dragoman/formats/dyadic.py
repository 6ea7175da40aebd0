"""Tables of dyads: POLECAT, ICEWS, GDELT 1 and 2, and a plain CAMEO table. One row an ordered pair of sides.

Tab-separated UTF-8, a line feed at line ends, no quoting: tabs and line ends inside a value become spaces.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dragoman.errors import UsageError
from dragoman.formats.coded import CodedActor, CodedEvent, CodedPlace, dyads
from dragoman.schema.base import content_id
from dragoman.schema.event import EventType, Status

POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|"
    "Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|"
    "Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|Recipient Sectors|"
    "Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|District|Province|Country|"
    "Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|Publication Date|Story People|"
    "Story Organizations|Story Locations|Language|Version"
).split("|")
ICEWS = (
    "Event ID|Event Date|Source Name|Source Sectors|Source Country|Event Text|CAMEO Code|Intensity|Target Name|"
    "Target Sectors|Target Country|Story ID|Sentence Number|Publisher|City|District|Province|Country|Latitude|"
    "Longitude"
).split("|")
CAMEO = ("event_id|date|source|target|code|label|root|quad|goldstein|status|place|publisher|published|sentence").split(
    "|"
)
_GDELT_SIDE = (
    "Code|Name|CountryCode|KnownGroupCode|EthnicCode|Religion1Code|Religion2Code|Type1Code|Type2Code|Type3Code"
)
_GDELT_GEO = "Geo_Type|Geo_FullName|Geo_CountryCode|Geo_ADM1Code|Geo_ADM2Code|Geo_Lat|Geo_Long|Geo_FeatureID"


def _gdelt(version: int) -> tuple[str, ...]:
    geo = [name for name in _GDELT_GEO.split("|") if version == 2 or name != "Geo_ADM2Code"]
    return (
        *("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"),
        *(f"Actor{side}{name}" for side in (1, 2) for name in _GDELT_SIDE.split("|")),
        *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale"),
        *("NumMentions", "NumSources", "NumArticles", "AvgTone"),
        *(f"{side}{name}" for side in ("Actor1", "Actor2", "Action") for name in geo),
        *("DATEADDED", "SOURCEURL"),
    )


GDELT_1, GDELT_2 = _gdelt(1), _gdelt(2)
_QUADS = {1: "VERBAL COOPERATION", 2: "MATERIAL COOPERATION", 3: "VERBAL CONFLICT", 4: "MATERIAL CONFLICT"}
_TYPE_CODES = frozenset("COP GOV JUD LEG MIL OPP REB SPY BUS CVL EDU MED REF IGO NGO MNC".split())


class Dyadic(StrEnum):
    """The tables of dyads."""

    POLECAT = "polecat"
    ICEWS = "icews"
    GDELT = "gdelt"  # 58 columns, no heading
    GDELT2 = "gdelt2"  # 61 columns, no heading
    CAMEO = "cameo"


@dataclass(frozen=True, slots=True)
class Names:
    """What tables call states: `called` by ISO code, `cow` the numbers of the Correlates of War project."""

    called: Mapping[str, str]
    cow: Mapping[str, str]

    def code(self, name: str) -> str | None:
        """Give the code of a state by what it is called."""
        return next((code for code, called in self.called.items() if called == name), None)


Row = dict[str, object]


def write_dyads(events: Iterable[CodedEvent], table: Dyadic, names: Names) -> Iterator[str]:
    """Write events as lines of a table, line ends included, the heading first where the table has one.

    Events whose type or CAMEO code the table cannot hold, and plans and denials in tables that only hold deeds (ICEWS,
    GDELT), are left out.
    """
    columns, make, headed = _TABLES[table]
    if headed:
        yield "\t".join(columns) + "\n"
    for event in events:
        for number, (actor, recipient) in enumerate(dyads(event), 1):
            row = make(event, number, actor, recipient or CodedActor(), names)
            if row is not None:
                yield "\t".join(_cell(row.get(name)) for name in columns) + "\n"


def _cell(value: object) -> str:
    if value is None:
        return ""
    return " ".join(str(value).split()) if isinstance(value, str) else str(value)


def _deed(event: CodedEvent) -> bool:
    return event.status in {None, Status.HAPPENED, Status.ONGOING}


def _polecat(event: CodedEvent, number: int, actor: CodedActor, recipient: CodedActor, names: Names) -> Row | None:
    if event.type is None or event.status in {Status.CANCELLED, Status.DID_NOT_HAPPEN}:
        return None
    row: Row = {
        "Event ID": f"{event.id}-{number}",
        "Event Date": event.start.isoformat(),
        "Event Type": str(event.type),
        "Event Mode": event.modes[0] if event.modes else None,
        "Intensity": event.score,
        "Quad Code": _QUADS.get(event.quad or 0),
        "Contexts": ";".join(event.contexts),
        "Raw Placename": event.place.name if event.place else None,
        "Placename": event.place.name if event.place else None,
        "Country": event.place.country if event.place else None,
        "Latitude": event.place.lat if event.place else None,
        "Longitude": event.place.lon if event.place else None,
        "Source": event.publisher or event.source,
        "Publication Date": event.published.isoformat() if event.published else None,
        "Language": event.language,
        "Version": "dragoman",
    }
    for side, who in (("Actor", actor), ("Recipient", recipient)):
        row |= {
            f"{side} Name": who.name or (names.called.get(who.country) if who.country else None) or who.text,
            f"{side} Country": who.country,
            f"{side} COW": names.cow.get(who.country) if who.country else None,
            f"Primary {side} Sector": who.sector,
            f"{side} Sectors": who.sector,
            f"{side} Title": who.office,
            f"{side} Name Raw": who.text,
        }
    return row


def _icews(event: CodedEvent, number: int, actor: CodedActor, recipient: CodedActor, names: Names) -> Row | None:
    if event.cameo is None or not _deed(event):
        return None
    row: Row = {
        "Event ID": _number(f"{event.id}-{number}"),
        "Event Date": event.start.isoformat(),
        "Event Text": event.label,
        "CAMEO Code": event.cameo,
        "Intensity": event.goldstein,
        "Story ID": _number(event.source or event.id),
        "Publisher": event.publisher or event.source,
        "Country": names.called.get(event.place.country or "") if event.place else None,
        "City": event.place.name if event.place else None,
        "Latitude": event.place.lat if event.place else None,
        "Longitude": event.place.lon if event.place else None,
    }
    for side, who in (("Source", actor), ("Target", recipient)):
        called = names.called.get(who.country) if who.country else None
        row |= {
            f"{side} Name": who.name or called or who.text,
            f"{side} Sectors": who.sector,
            f"{side} Country": called,
        }
    return row


def _cameo(event: CodedEvent, number: int, actor: CodedActor, recipient: CodedActor, names: Names) -> Row | None:  # noqa: ARG001 - one signature
    if event.cameo is None:
        return None
    return {
        "event_id": f"{event.id}-{number}",
        "date": event.start.isoformat(),
        "source": _actor_code(actor),
        "target": _actor_code(recipient),
        "code": event.cameo,
        "label": event.label,
        "root": event.cameo[:2],
        "quad": event.quad,
        "goldstein": event.goldstein,
        "status": str(event.status) if event.status else None,
        "place": event.place.name if event.place else None,
        "publisher": event.publisher or event.source,
        "published": event.published.isoformat() if event.published else None,
        "sentence": event.text,
    }


def _gdelt_row(event: CodedEvent, number: int, actor: CodedActor, recipient: CodedActor, names: Names) -> Row | None:
    if event.cameo is None or not _deed(event):
        return None
    day, added = event.start, event.published or event.start
    length = date(day.year, 12, 31).timetuple().tm_yday
    row: Row = {
        "GLOBALEVENTID": _number(f"{event.id}-{number}"),
        "SQLDATE": f"{day:%Y%m%d}",
        "MonthYear": f"{day:%Y%m}",
        "Year": day.year,
        "FractionDate": f"{day.year + (day.timetuple().tm_yday - 1) / length:.4f}",
        "IsRootEvent": 1,
        "EventCode": event.cameo,
        "EventBaseCode": event.cameo[:3],
        "EventRootCode": event.cameo[:2],
        "QuadClass": event.quad,
        "GoldsteinScale": event.goldstein,
        "NumMentions": event.reports,
        "NumSources": event.sources,
        "NumArticles": event.reports,
        "AvgTone": 0,
        "ActionGeo_Type": 0 if event.place is None else 1 if event.place.name == event.place.country else 4,
        "ActionGeo_FullName": (
            names.called.get(event.place.name, event.place.name) if event.place is not None else None
        ),
        # Countries of places are FIPS codes in GDELT, which we have no table of: the cell stays empty.
        "ActionGeo_Lat": event.place.lat if event.place else None,
        "ActionGeo_Long": event.place.lon if event.place else None,
        "DATEADDED": f"{added:%Y%m%d}",
        "SOURCEURL": event.url or event.source,
        "Actor1Geo_Type": 0,
        "Actor2Geo_Type": 0,
    }
    for side, who in (("Actor1", actor), ("Actor2", recipient)):
        state = who.country in names.called
        row |= {
            f"{side}Code": _actor_code(who),
            f"{side}Name": (who.name or names.called.get(who.country or "") or who.text or "").upper() or None,
            f"{side}CountryCode": who.country if state else None,
            f"{side}Type1Code": who.sector if who.sector in _TYPE_CODES else who.country if not state else None,
        }
    return row


def _gdelt2_row(event: CodedEvent, number: int, actor: CodedActor, recipient: CodedActor, names: Names) -> Row | None:
    row = _gdelt_row(event, number, actor, recipient, names)
    if row is not None:
        row["DATEADDED"] = f"{row['DATEADDED']}000000"
    return row


def _actor_code(who: CodedActor) -> str | None:
    """Write a side as CAMEO does: the state's code and the role's ("JPNGOV"); bodies by their kind ("IGO")."""
    if who.country is None:
        return who.sector
    return who.country + (who.sector if who.sector in _TYPE_CODES and who.sector != who.country else "")


def _number(id_: str) -> int:
    """Make a whole number of an id, the same everywhere: 48 bits, so that a spreadsheet keeps it."""
    return int(content_id(id_)[:12], 16)


_Make = Callable[[CodedEvent, int, CodedActor, CodedActor, Names], Row | None]
_TABLES: Mapping[Dyadic, tuple[Sequence[str], _Make, bool]] = {
    Dyadic.POLECAT: (POLECAT, _polecat, True),
    Dyadic.ICEWS: (ICEWS, _icews, True),
    Dyadic.GDELT: (GDELT_1, _gdelt_row, False),
    Dyadic.GDELT2: (GDELT_2, _gdelt2_row, False),
    Dyadic.CAMEO: (CAMEO, _cameo, True),
}


# Reading

_EMPTY = frozenset({"", "None", "NA", "NULL", "nan"})


def read_dyads(lines: Iterable[str], table: Dyadic, names: Names) -> Iterator[CodedEvent]:
    """Read events from the lines of a table: an event a row, with one actor and at most one recipient.

    Literal "None" and "NA" are empty; columns that the table does not have, and empty ones at line ends, are passed
    over.
    GDELT's files of before April 2013 may lack the last column.

    Raises:
        UsageError: the heading lacks a column that is needed, or a row cannot be read; the message names the line.
    """
    columns, _, headed = _TABLES[table]
    heading: Sequence[str] = columns
    for number, line in enumerate(lines, 1):
        cells = line.rstrip("\r\n").split("\t")
        if number == 1 and headed:
            heading = [cell.strip().lstrip("\ufeff") for cell in cells]
            missing = [name for name in _NEEDED[table] if name not in heading]
            if missing:
                raise UsageError(f"line 1: lacks the column {', '.join(missing)} of {table}; is it another table?")
            continue
        if not line.strip():
            continue
        row = {name: cell.strip() for name, cell in zip(heading, cells, strict=False) if cell.strip() not in _EMPTY}
        try:
            yield _READERS[table](row, names)
        except (KeyError, ValueError) as error:
            raise UsageError(f"line {number}: is no row of {table} ({error}); mend it or take it out") from error


def _read_polecat(row: Mapping[str, str], names: Names) -> CodedEvent:  # noqa: ARG001 - one signature
    quads = {called: number for number, called in _QUADS.items()}
    quad = row.get("Quad Code", "")
    return CodedEvent(
        id=row["Event ID"],
        start=_day(row["Event Date"]),
        type=EventType(row["Event Type"].upper()),
        modes=tuple(filter(None, row.get("Event Mode", "").split(";"))),
        contexts=tuple(filter(None, row.get("Contexts", "").split(";"))),
        actors=_side(
            row.get("Actor Country"),
            row.get("Actor Name"),
            row.get("Primary Actor Sector"),
            row.get("Actor Title"),
            row.get("Actor Name Raw"),
        ),
        recipients=_side(
            row.get("Recipient Country"),
            row.get("Recipient Name"),
            row.get("Primary Recipient Sector"),
            row.get("Recipient Title"),
            row.get("Recipient Name Raw"),
        ),
        score=_float(row.get("Intensity")),
        quad=int(quad) if quad.isdigit() else quads.get(quad.upper()),
        place=_place(row, "Placename", "Country", "Latitude", "Longitude"),
        publisher=row.get("Source"),
        published=_day(row["Publication Date"]) if "Publication Date" in row else None,
        language=row.get("Language"),
    )


def _read_icews(row: Mapping[str, str], names: Names) -> CodedEvent:
    def side(name: str) -> tuple[CodedActor, ...]:
        country = names.code(row.get(f"{name} Country", ""))
        return _side(country, row.get(f"{name} Name"), row.get(f"{name} Sectors", "").partition(",")[0] or None)

    return CodedEvent(
        id=row["Event ID"],
        start=_day(row["Event Date"]),
        type=None,
        actors=side("Source"),
        recipients=side("Target"),
        cameo=row.get("CAMEO Code"),
        label=row.get("Event Text"),
        goldstein=_float(row.get("Intensity")),
        place=_place(row, "City", "", "Latitude", "Longitude"),
        publisher=row.get("Publisher"),
    )


def _read_gdelt(row: Mapping[str, str], names: Names) -> CodedEvent:
    def side(name: str) -> tuple[CodedActor, ...]:
        country, kind = row.get(f"{name}CountryCode"), row.get(f"{name}Type1Code")
        called = row.get(f"{name}Name")
        state = names.called.get(country or "")
        if called and state and called == state.upper():
            called = state
        return _side(country or (kind if kind in {"IGO", "NGO", "MNC"} else None), called, kind)

    return CodedEvent(
        id=row["GLOBALEVENTID"],
        start=_day(row["SQLDATE"]),
        type=None,
        actors=side("Actor1"),
        recipients=side("Actor2"),
        cameo=row.get("EventCode"),
        quad=int(row["QuadClass"]) if "QuadClass" in row else None,
        goldstein=_float(row.get("GoldsteinScale")),
        place=_place(row, "ActionGeo_FullName", "", "ActionGeo_Lat", "ActionGeo_Long"),
        published=_day(row["DATEADDED"][:8]) if "DATEADDED" in row else None,
        url=row.get("SOURCEURL"),
        reports=int(row.get("NumMentions", 1)),
        sources=int(row.get("NumSources", 1)),
    )


def _read_cameo(row: Mapping[str, str], names: Names) -> CodedEvent:  # noqa: ARG001 - one signature
    def side(code: str | None) -> tuple[CodedActor, ...]:
        return _side(code[:3], None, code[3:6] or None) if code else ()

    return CodedEvent(
        id=row["event_id"],
        start=_day(row["date"]),
        type=None,
        status=Status(row["status"]) if "status" in row else None,
        actors=side(row.get("source")),
        recipients=side(row.get("target")),
        cameo=row["code"],
        label=row.get("label"),
        quad=int(row["quad"]) if "quad" in row else None,
        goldstein=_float(row.get("goldstein")),
        place=CodedPlace(name=row["place"]) if "place" in row else None,
        text=row.get("sentence"),
        publisher=row.get("publisher"),
        published=_day(row["published"]) if "published" in row else None,
    )


_READERS: Mapping[Dyadic, Callable[[Mapping[str, str], Names], CodedEvent]] = {
    Dyadic.POLECAT: _read_polecat,
    Dyadic.ICEWS: _read_icews,
    Dyadic.GDELT: _read_gdelt,
    Dyadic.GDELT2: _read_gdelt,
    Dyadic.CAMEO: _read_cameo,
}
_NEEDED: Mapping[Dyadic, tuple[str, ...]] = {
    Dyadic.POLECAT: ("Event ID", "Event Date", "Event Type", "Actor Country", "Recipient Country"),
    Dyadic.ICEWS: ("Event ID", "Event Date", "Source Name", "CAMEO Code", "Target Name"),
    Dyadic.CAMEO: ("event_id", "date", "source", "target", "code"),
}


def _side(
    country: str | None, name: str | None, sector: str | None, office: str | None = None, text: str | None = None
) -> tuple[CodedActor, ...]:
    if not (country or name or text):
        return ()
    return (CodedActor(country=country, name=name, sector=sector, office=office, text=text),)


def _place(row: Mapping[str, str], name: str, country: str, lat: str, lon: str) -> CodedPlace | None:
    if name not in row:
        return None
    return CodedPlace(name=row[name], country=row.get(country), lat=_float(row.get(lat)), lon=_float(row.get(lon)))


def _float(cell: str | None) -> float | None:
    return float(cell) if cell is not None else None


def _day(cell: str) -> date:
    """Read a day: ISO 8601, YYYYMMDD, or month/day/year as in the ICEWS file of 2017."""
    if "/" in cell:
        return datetime.strptime(cell, "%m/%d/%Y").date()
    return date.fromisoformat(cell[:10])
