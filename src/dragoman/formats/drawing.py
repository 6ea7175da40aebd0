"""Figures: Vega-Lite specifications drawn as SVG or PNG, without a browser and without the net."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

Spec = Mapping[str, Any]
"""A Vega-Lite 5 specification as plain values that JSON knows."""

FONT = "Liberation Sans"
"""vl-convert carries this font in itself, so that words are as wide on one machine as on another."""

_VEGA_LITE = "5.21"  # the version drawn with: a newer one in the library must not move a line


_BASE = 'xlink:href="https://vega.github.io/vega-datasets/'
"""What the library sets before every link that names no host; such links are ours, within the page."""


class Picture(StrEnum):
    """What a figure is drawn as."""

    SVG = "svg"
    PNG = "png"


def draw(spec: Spec, picture: Picture) -> bytes:
    """Draw a figure; the same specification gives the same bytes.

    The first drawing of a process takes about a second, for the library starts a JavaScript engine; later ones take
    some hundredths. Data must stand in the specification: nothing is fetched.

    Args:
        spec: the figure.
        picture: SVG, as UTF-8; or PNG at twice the size, so that it is sharp in print.
    """
    import vl_convert  # noqa: PLC0415 - loads an engine of 50 MB that only drawing needs

    given = dict(spec)
    if picture is Picture.PNG:
        return bytes(vl_convert.vegalite_to_png(given, vl_version=_VEGA_LITE, scale=2.0, allowed_base_urls=[]))
    svg = str(vl_convert.vegalite_to_svg(given, vl_version=_VEGA_LITE, allowed_base_urls=[]))
    return svg.replace(_BASE, 'xlink:href="').encode()
