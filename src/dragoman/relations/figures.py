"""Figures of a relation: level and flow, each direction, as Vega-Lite specifications.

The same specification serves the page, the terminal's export and the brief; `formats.drawing` turns it into a picture.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from dragoman.formats.drawing import FONT, Spec
from dragoman.lexicons.files import Lexicons
from dragoman.record.outline import Outline
from dragoman.relations.bearings import DEEDS, day_of, number
from dragoman.relations.series import SCALE_NAMES, Point, Series, Step

WIDTH = 700
"""Of the panels, in pixels: on a page a figure fills the column, in print three fifths of a sheet's width."""

Link = Callable[[Point], str | None]
"""Where a click on a point leads: a page on its events; None: nowhere."""

# Okabe and Ito's colours, told apart by colour-blind readers and in grey; both ways together is the darkest.
_COLOURS = ("#222222", "#0072b2", "#d55e00")
_QUIET = "#6a6a6a"  # words beside the figure; 5.4 : 1 on white
_STRETCHES = {Step.WEEK: "week", Step.MONTH: "month", Step.QUARTER: "quarter", Step.YEAR: "year"}
_GAP = 730  # days without any act
_NAMED = 12  # ids of events told with a point; a year of a busy pair has hundreds


def fitting_stretch(outlines: Sequence[Outline]) -> tuple[date | None, Step]:
    """Choose where a figure begins, and its stretches so that it has some dozens of points.

    Some few acts of long ago that a text looks back to would press all others into a corner: where two years without
    any act part them from at least four in five, the figure begins behind the gap. The level counts them all the same.
    """
    days = sorted(placed[0] for event in outlines if event.status in DEEDS and (placed := day_of(event)))
    if not days:
        return None, Step.MONTH
    gaps = [n for n, (a, b) in enumerate(pairwise(days), 1) if (b - a).days > _GAP and n * 5 <= len(days)]
    first = days[gaps[-1]] if gaps else days[0]
    length = (days[-1] - first).days
    step = Step.WEEK if length <= 270 else Step.MONTH if length <= 365 * 6 else Step.QUARTER
    return (first if gaps else None), step


def relation_figure(
    both: Series,
    there: Series,
    back: Series,
    *,
    names: Mapping[str, str],
    lexicons: Lexicons,
    link: Link | None = None,
    width: int = WIDTH,
) -> Spec:
    """Draw level above flow, on one axis of time.

    The upper panel has the level at the end of every stretch, both ways together and each direction; the lower one has
    the flow of each direction in every stretch as bars, with one standard deviation to either side. Every bar and every
    point tells the ids of its first twelve events (`events`), in words too, and leads to `link`.

    Args:
        both: flow and level both ways, from `relation_series`, as are the next two.
        there: from one party to the other.
        back: from the other party to the first.
        names: what to call parties, by code.
        lexicons: for the ends of the level's scale.
        link: where a click leads.
        width: of the panels, in pixels.
    """
    end = number("level-end", lexicons)
    called = tuple(names.get(party, party) for party in (both.one, both.other))
    ways = ("both ways", f"{called[0]} → {called[1]}", f"{called[1]} → {called[0]}")
    levels = [row for way, one in zip(ways, (both, there, back), strict=True) for row in _levels(one, way, link)]
    flows = [row for place, one in enumerate((there, back)) for row in _flows(one, ways[place + 1], place, link)]
    reached = [row["level"] for row in levels]
    colour = {
        "field": "way",
        "type": "nominal",
        "scale": {"domain": list(ways), "range": list(_COLOURS)},
        "legend": {"title": None, "orient": "top", "direction": "horizontal", "symbolType": "stroke", "offset": 8},
    }
    time: dict[str, Any] = {
        "field": "day",
        "type": "temporal",
        "scale": {"type": "utc"},  # days are the same wherever the figure is drawn
        "axis": {"title": None, "labelFlush": True, "tickCount": 10, "labelExpr": _day_label(both)},
    }
    bare = {**time, "axis": {**time["axis"], "labels": False}}  # the days stand below the lower panel
    told = {"description": {"field": "told", "type": "nominal"}, "tooltip": {"field": "told", "type": "nominal"}}
    if link is not None:
        told["href"] = {"field": "link", "type": "nominal"}
    zero = {
        "data": {"values": [{"zero": 0}]},
        "mark": {"type": "rule", "color": "#999999", "aria": False},
        "encoding": {"y": {"field": "zero", "type": "quantitative"}},
    }
    level = {
        "field": "level",
        "type": "quantitative",
        # A relation that moved by a tenth is to be seen; where the ends of the scale are is said at the axis.
        "scale": {
            "domain": [-_room(-min(reached, default=0.0), end), _room(max(reached, default=0.0), end)],
            "nice": False,
        },
        "axis": {"title": f"level (−{end:g} … +{end:g})", "labelExpr": _SIGNED, "tickCount": 6},
    }
    stretch = _STRETCHES[both.step]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "description": _description(both, called),
        "background": "white",
        "padding": 8,
        "title": {"text": _title(both, called), "subtitle": _subtitle(both)},
        "spacing": 12,
        "vconcat": [
            {
                "width": width,
                "height": 130,
                "layer": [
                    zero,
                    {
                        "data": {"values": levels},
                        "mark": {"type": "line", "interpolate": "step-before", "strokeWidth": 1.5, "aria": False},
                        "encoding": {
                            "x": bare,
                            "y": level,
                            "color": colour,
                            "strokeWidth": {
                                "condition": {"test": {"field": "way", "equal": ways[0]}, "value": 2.5},
                                "value": 1.25,
                            },
                        },
                    },
                    {
                        "data": {"values": [row for row in levels if row["events"]]},
                        "mark": {"type": "point", "filled": True, "size": 26, "opacity": 1},
                        "encoding": {"x": bare, "y": level, "color": colour, **told},
                    },
                ],
            },
            {
                "width": width,
                "height": 90,
                "layer": [
                    zero,
                    {
                        "data": {"values": flows},
                        "mark": {"type": "bar"},
                        "encoding": {
                            "x": {**time, "field": "from"},
                            "x2": {"field": "to"},
                            "y": {
                                "field": "flow",
                                "type": "quantitative",
                                "axis": {"title": f"flow in a {stretch}", "labelExpr": _SIGNED, "tickCount": 5},
                            },
                            "y2": {"datum": 0},
                            "color": colour,
                            **told,
                        },
                    },
                    {
                        "data": {"values": flows},
                        "mark": {"type": "rule", "strokeWidth": 1, "color": "#444444", "aria": False},
                        "encoding": {
                            "x": {**time, "field": "middle"},
                            "y": {"field": "low", "type": "quantitative"},
                            "y2": {"field": "high"},
                        },
                    },
                ],
            },
        ],
        "resolve": {"scale": {"x": "shared", "color": "shared"}},
        "config": _CONFIG,
    }


_CONFIG: Mapping[str, Any] = {
    "font": f"{FONT}, Arial, sans-serif",
    "title": {
        "anchor": "start",
        "fontSize": 15,
        "fontWeight": "bold",
        "subtitleFontSize": 12,
        "subtitleColor": _QUIET,
        "subtitlePadding": 4,
        "subtitleLineHeight": 15,
        "offset": 10,
    },
    "axis": {"labelFontSize": 12, "titleFontSize": 12, "titleFontWeight": "normal", "gridColor": "#e6e6e6"},
    "axisX": {"grid": False},
    "legend": {"labelFontSize": 12, "symbolStrokeWidth": 3},
    "view": {"stroke": None},
}


_SIGNED = "datum.value == 0 ? '0' : format(datum.value, '+~f')"


def _room(reached: float, end: float) -> float:
    """Give how far the level's axis goes to one side: the next of a few round numbers, up to the end of the scale."""
    if reached <= 0:
        return 0.25  # the line at 0 stands clear of the panel's edge
    return next((room for room in (0.5, 1.0, 2.0, 3.0, 4.5, 6.0) if reached <= room * 0.95), end)


def _day_label(both: Series) -> str:
    """Word a tick of the axis of time: years where there are many, else months with the year at its first one."""
    years = both.points[-1].end.year - both.points[0].start.year if both.points else 0
    if years > 3:
        return "utcFormat(datum.value, '%Y')"
    days = (both.points[-1].end - both.points[0].start).days if both.points else 0
    unit = "%b" if days > 120 else "%-d %b"
    return (
        f"datum.index == 0 || (utcmonth(datum.value) == 0 && utcdate(datum.value) == 1) "
        f"? [utcFormat(datum.value, '{unit}'), utcFormat(datum.value, '%Y')] : utcFormat(datum.value, '{unit}')"
    )


def _levels(one: Series, way: str, link: Link | None) -> Iterator[dict[str, Any]]:
    """Give the level at the end of every stretch, and 0 before the first act of the record."""
    if one.points:
        first = one.points[0]
        before = one.begun_at
        yield {"way": way, "day": first.start.isoformat(), "level": before, "events": [], "told": "", "link": None}
    for point in one.points:
        yield {
            "way": way,
            "day": _after(point).isoformat(),
            "level": point.level,
            "events": list(point.events[:_NAMED]),
            "told": f"{way}, {_stretch_words(point, one.step)}: level {_signed(point.level)} after {_acts(point)}",
            "link": link(point) if link else None,
        }


def _flows(one: Series, way: str, place: int, link: Link | None) -> Iterator[dict[str, Any]]:
    """Give the flow of every stretch that has acts, as a bar in the first or the second half of the stretch."""
    for point in one.points:
        if not point.events:
            continue
        length = (_after(point) - point.start).days
        # Tenths of the stretch: the bars of the two directions stand side by side, with room to the next stretch.
        left, right = ((1, 5), (5, 9))[place]
        yield {
            "way": way,
            "day": point.start.isoformat(),
            "from": _part(point.start, length * left / 10),
            "middle": _part(point.start, length * (left + right) / 20),
            "to": _part(point.start, length * right / 10),
            "flow": point.flow,
            "low": round(point.flow - point.uncertainty, 3),
            "high": round(point.flow + point.uncertainty, 3),
            "events": list(point.events[:_NAMED]),
            "told": (
                f"{way}, {_stretch_words(point, one.step)}: flow {_signed(point.flow)} ± {point.uncertainty:.1f} "
                f"from {_acts(point)}"
            ),
            "link": link(point) if link else None,
        }


def _after(point: Point) -> date:
    return point.end + timedelta(days=1) if point.end < date.max else point.end


def _part(start: date, days: float) -> str:
    """Name the hour so many days after a day began; a bar may begin at noon."""
    whole, rest = divmod(days, 1)
    return f"{start + timedelta(days=int(whole))}T{int(rest * 24):02}:00:00Z"


def _acts(point: Point) -> str:
    count = len(point.events)
    if not count:
        return "no act"
    named = ", ".join(id_[:8] for id_ in point.events[:_NAMED])
    more = f" and {count - _NAMED} more" if count > _NAMED else ""
    return f"{count} act{'' if count == 1 else 's'} ({named}{more})"


def _stretch_words(point: Point, step: Step) -> str:
    if step is Step.YEAR:
        return str(point.start.year)
    if step is Step.QUARTER:
        return f"{point.start.year}, quarter {(point.start.month + 2) // 3}"
    return f"{point.start:%B %Y}" if step is Step.MONTH else f"week of {point.start.isoformat()}"


def _signed(value: float) -> str:
    return f"{value:+.2f}".replace("-", "−")


def _title(both: Series, called: tuple[str, ...]) -> str:
    pair = f"{called[0]} and {called[1]}"
    if not both.points:
        return f"{pair}: no act is dated closely enough"
    last = both.points[-1]
    return f"{pair}: level {_signed(last.level)} at the end of {_end_words(last, both.step)}"


def _end_words(point: Point, step: Step) -> str:
    return f"the {_stretch_words(point, step)}" if step is Step.WEEK else _stretch_words(point, step)


def _subtitle(both: Series) -> list[str]:
    count = len({id_ for point in both.points for id_ in point.events})
    left = f"; {len(both.left_out)} without a close date left out" if both.left_out else ""
    acts = f"{count:,} act{'' if count == 1 else 's'}{left}"
    return [
        f"{acts}; + cooperation, − conflict. Weights: {SCALE_NAMES[both.scale]}.",
        f"Above: level at the end of each {_STRETCHES[both.step]}, begun at 0. "
        "Below: sum of the weights ± one standard deviation by confidence.",
    ]


def _description(both: Series, called: tuple[str, ...]) -> str:
    if not both.points:
        return f"Empty figure of the relation of {called[0]} and {called[1]}."
    first, last = both.points[0], both.points[-1]
    return (
        f"Level and flow of the relation of {called[0]} and {called[1]} by {_STRETCHES[both.step]}, "
        f"{first.start.isoformat()} to {last.end.isoformat()}; the level moved from {_signed(both.begun_at)} to "
        f"{_signed(last.level)}, lowest {_signed(min(point.level for point in both.points))}, "
        f"highest {_signed(max(point.level for point in both.points))}."
    )
