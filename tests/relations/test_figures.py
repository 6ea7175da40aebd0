"""Figures: every point leads to its events, and the same record gives the same bytes."""

import re
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest

from dragoman.formats.drawing import Picture, draw
from dragoman.lexicons.files import Lexicons
from dragoman.record.store import Store
from dragoman.relations.figures import relation_figure
from dragoman.relations.series import Point, Scale, Step, relation_series, series

NAMES = {"PER": "Peru", "GHA": "Ghana"}


def figure(told: Store, lexicons: Lexicons, **more: Any) -> dict[str, Any]:
    link = more.pop("link", None)
    found = relation_series(told.outlines("PER", "GHA"), "PER", "GHA", lexicons=lexicons, **more)
    return dict(relation_figure(*found, names=NAMES, lexicons=lexicons, link=link))


def rows(spec: dict[str, Any], panel: int, layer: int) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["vconcat"][panel]["layer"][layer]["data"]["values"]
    return found


def test_every_point_tells_its_events(told: Store, lexicons: Lexicons) -> None:
    spec = figure(told, lexicons, link=lambda point: f"/events?since={point.start}&until={point.end}")
    known = {event.id for event in told.events("PER", "GHA")}
    dots, bars = rows(spec, 0, 2), rows(spec, 1, 1)
    assert len(dots) > 3
    assert len(bars) > 3
    for row in (*dots, *bars):
        assert row["events"]
        assert set(row["events"]) <= known
        assert row["events"][0][:8] in row["told"]
        assert row["link"].startswith("/events?since=20")
    assert {row["way"] for row in dots} == {"both ways", "Peru → Ghana", "Ghana → Peru"}
    (visit,) = (row for row in bars if row["way"] == "Ghana → Peru" and row["day"] == "2029-02-01")
    assert visit["flow"] == 5.0  # talks +2.5, an offer +2.5
    assert visit["low"] < visit["flow"] < visit["high"]


def test_levels_between_acts_are_drawn_too(told: Store, lexicons: Lexicons) -> None:
    line = [row for row in rows(figure(told, lexicons), 0, 1) if row["way"] == "both ways"]
    assert [line[0]["day"], line[0]["level"]] == ["2029-02-01", 0.0]
    assert len(line) == 32  # February 2029 to August 2031, and where they begin
    assert line[1]["level"] == line[2]["level"] == 0.493  # 9 · (1 - (1 - 0.25/9)²): two acts of 2.5 on one day


def test_a_later_part_begins_at_its_level(told: Store, lexicons: Lexicons) -> None:
    line = rows(figure(told, lexicons, since=date(2030, 1, 1)), 0, 1)
    assert line[0]["day"] == "2030-01-01"
    assert line[0]["level"] == line[1]["level"] == 0.493


@pytest.mark.parametrize(
    ("scale", "name"), [(Scale.PLOVER, "scores.csv"), (Scale.GOLDSTEIN, "scores-goldstein.csv")], ids=str
)
def test_the_weights_are_named(scale: Scale, name: str, told: Store, lexicons: Lexicons) -> None:
    title = figure(told, lexicons, scale=scale)["title"]
    assert f"({name})" in " ".join(title["subtitle"])
    assert title["text"].startswith("Peru and Ghana: level ")


def test_drawn(told: Store, lexicons: Lexicons) -> None:
    def link(point: Point) -> str:
        return f"#{point.events[0][:8]}" if point.events else "#none"

    spec = figure(told, lexicons, step=Step.WEEK, link=link)
    svg = draw(spec, Picture.SVG)
    assert svg == draw(figure(told, lexicons, step=Step.WEEK, link=link), Picture.SVG)
    tree = ElementTree.fromstring(svg)
    text = " ".join(tree.itertext())
    assert "Peru → Ghana" in text
    assert "flow in a week" in text
    linked = re.findall(rb'xlink:href="(#[0-9a-f]{8})"', svg)
    assert len(linked) == len(rows(spec, 0, 2)) + len(rows(spec, 1, 1))
    assert not re.findall(rb'href="http', svg)


def test_drawn_as_png(told: Store, lexicons: Lexicons) -> None:
    png = draw(figure(told, lexicons), Picture.PNG)
    assert png.startswith(b"\x89PNG")
    assert png == draw(figure(told, lexicons), Picture.PNG)


def test_nothing_to_draw(lexicons: Lexicons) -> None:
    found = relation_series((), "PER", "GHA", lexicons=lexicons)
    spec = relation_figure(*found, names=NAMES, lexicons=lexicons)
    assert b"no act is dated closely enough" in draw(spec, Picture.SVG)


@pytest.mark.parametrize("scale", list(Scale))
def test_series_of_a_figure_are_those_asked_for_one_by_one(told: Store, lexicons: Lexicons, scale: Scale) -> None:
    events = told.outlines("PER", "GHA")
    both, there, back = relation_series(events, "PER", "GHA", lexicons=lexicons, scale=scale)
    since, until = both.points[0].start, both.points[-1].end
    assert both == series(events, "PER", "GHA", lexicons=lexicons, scale=scale)
    for one, actor, other in ((there, "PER", "GHA"), (back, "GHA", "PER")):
        alone = series(events, actor, other, lexicons=lexicons, scale=scale, both_ways=False, since=since, until=until)
        assert one == alone
