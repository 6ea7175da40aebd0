"""Make the table of the world map: `python bench/world_shapes.py FOLDER`, once, from npm's package world-atlas.

    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz && python bench/world_shapes.py package

Shapes are those of Natural Earth at 1:110m, projected by Equal Earth onto a sheet 1,000 wide, to a tenth; states too
small for that scale get the middle of their largest island or stretch at 1:50m, to be drawn as a dot.
"""

import csv
import itertools
import json
import math
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pycountry

OUT = Path(__file__).parents[1] / "src" / "dragoman" / "web" / "shapes" / "world.csv"
WIDTH = 1000.0
SOUTH = -58.0  # degrees of latitude: Antarctica is left out

# Natural Earth draws three territories that ISO 3166-1 has no code for. Kosovo has the user-assigned one that the
# tables of states use; the other two are drawn with the state that ISO counts them to.
BY_NAME = {"Kosovo": "XKX", "N. Cyprus": "CYP", "Somaliland": "SOM"}

Point = tuple[float, float]
Ring = list[Point]


def rings(topology: dict[str, Any]) -> Iterator[tuple[str, list[Ring]]]:
    """Give each state's code and its outer rings, in degrees; holes are left out (Lesotho lies on top)."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[Ring] = []
    for arc in topology["arcs"]:
        x = y = 0
        line: Ring = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            line.append((x * sx + tx, y * sy + ty))
        arcs.append(line)

    def ring(indices: list[int]) -> Ring:
        line: Ring = []
        for index in indices:
            arc = arcs[index] if index >= 0 else arcs[~index][::-1]
            line += arc if not line else arc[1:]
        return line

    for shape in topology["objects"]["countries"]["geometries"]:
        known = pycountry.countries.get(numeric=shape["id"]) if shape.get("id") else None
        code = known.alpha_3 if known else BY_NAME.get(shape["properties"]["name"])
        if code is not None and shape.get("arcs"):
            polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
            yield code, [sheet for polygon in polygons for sheet in unrolled(ring(polygon[0]))]


def unrolled(ring: Ring) -> list[Ring]:
    """Lay a ring that crosses the date line flat: once over the sheet's right edge, once over its left one."""
    if all(abs(a[0] - b[0]) < 180 for a, b in pairwise(ring)):
        return [ring]
    east = [(x + 360 if x < 0 else x, y) for x, y in ring]
    return [east, [(x - 360, y) for x, y in east]]


def equal_earth(point: Point) -> Point:
    """Project degrees onto the sheet. Source: Šavrič, Patterson and Jenny, "The Equal Earth map projection" (2019)."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    theta = math.asin(math.sqrt(3) / 2 * math.sin(math.radians(max(point[1], SOUTH))))
    t2 = theta * theta
    t6 = t2**3
    x = 2 * math.sqrt(3) * math.radians(point[0]) * math.cos(theta)
    x /= 3 * (9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1)
    y = theta * (a1 + a2 * t2 + t6 * (a3 + a4 * t2))
    scale = WIDTH / (2 * 2.70663)
    return (WIDTH / 2 + x * scale, (1.3173627591574 - y) * scale)


def area(ring: Ring) -> float:
    """Give the signed area of a ring."""
    return sum(ax * by - bx * ay for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True)) / 2


def middle(ring: Ring) -> Point:
    """Give the centre of a ring's area."""
    six = 6 * area(ring) or 1e-9
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    return sum((a[0] + b[0]) * c for a, b, c in pairs) / six, sum((a[1] + b[1]) * c for a, b, c in pairs) / six


def path(ring: Ring) -> str:
    """Write a ring as a path of whole tenths, relative, without repeated points; empty where nothing is left of it."""
    grid = [(round(x * 10), round(y * 10)) for x, y in ring]
    points = [p for n, p in enumerate(grid) if n == 0 or p != grid[n - 1]]
    if len(points) < 4:
        return ""
    steps = [f"{(bx - ax) / 10:g} {(by - ay) / 10:g}" for (ax, ay), (bx, by) in itertools.pairwise(points)]
    return f"M{points[0][0] / 10:g} {points[0][1] / 10:g}l{' '.join(steps[:-1])}z"


def main() -> None:
    """Read both scales and write the table."""
    folder = Path(sys.argv[1])
    coarse, fine = (json.loads((folder / f"countries-{scale}.json").read_text()) for scale in ("110m", "50m"))
    shapes: dict[str, list[Ring]] = {}
    for code, found in rings(coarse):
        shapes.setdefault(code, []).extend([[equal_earth(p) for p in ring] for ring in found])
    rows = []
    for code, projected in shapes.items():
        if code != "ATA":
            x, y = middle(max(projected, key=lambda ring: abs(area(ring))))
            rows.append((code, f"{x:.1f}", f"{y:.1f}", "".join(path(ring) for ring in projected)))
    for code, found in rings(fine):
        if code not in shapes:
            largest = max(([equal_earth(p) for p in ring] for ring in found), key=lambda ring: abs(area(ring)))
            x, y = middle(largest)
            rows.append((code, f"{x:.1f}", f"{y:.1f}", ""))
    with OUT.open("w", newline="", encoding="utf-8") as handle:
        out = csv.writer(handle, lineterminator="\n")
        out.writerow(("code", "x", "y", "path"))
        out.writerows(sorted(rows))
    print(f"{OUT}: {len(rows)} states, {OUT.stat().st_size:,} bytes, {equal_earth((0, SOUTH))[1]:.0f} high")


if __name__ == "__main__":
    main()
