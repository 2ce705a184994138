"""How colours look to people with other colour vision, and how far apart two colours are.

The matrices are those of Machado, Oliveira and Fernandes, “A Physiologically-based Model for Simulation of
Color Vision Deficiency” (2009), at full severity, for linear sRGB; the distance is CIEDE2000 (Sharma, Wu and
Dalal 2005), of which 1 is what one just sees and 10 is plain at a glance.
"""

from __future__ import annotations

from math import atan2, cos, degrees, exp, hypot, radians, sin, sqrt

Triple = tuple[float, float, float]

VISIONS: dict[str, tuple[Triple, Triple, Triple]] = {
    "usual": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
_TO_XYZ: tuple[Triple, Triple, Triple] = (
    (0.4124564, 0.3575761, 0.1804375),
    (0.2126729, 0.7151522, 0.0721750),
    (0.0193339, 0.1191920, 0.9503041),
)


def distance(one: str, other: str, vision: str) -> float:
    """CIEDE2000 between two ``#rrggbb`` colours as somebody with this vision sees them."""
    return _ciede2000(_lab(one, vision), _lab(other, vision))


def _times(matrix: tuple[Triple, Triple, Triple], by: Triple) -> Triple:
    first, second, third = (sum(a * b for a, b in zip(row, by, strict=True)) for row in matrix)
    return first, second, third


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _lab(colour: str, vision: str) -> Triple:
    red, green, blue = (_linear(int(colour[n : n + 2], 16) / 255) for n in (1, 3, 5))
    r, g, b = (min(1.0, max(0.0, value)) for value in _times(VISIONS[vision], (red, green, blue)))
    white = _times(_TO_XYZ, (1, 1, 1))

    def bent(share: float) -> float:
        return share ** (1 / 3) if share > 216 / 24389 else (24389 / 27 * share + 16) / 116

    x, y, z = (bent(v / w) for v, w in zip(_times(_TO_XYZ, (r, g, b)), white, strict=True))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _ciede2000(one: Triple, other: Triple) -> float:
    (l1, a1, b1), (l2, a2, b2) = one, other
    mean = (hypot(a1, b1) + hypot(a2, b2)) / 2
    grow = 1.5 - 0.5 * sqrt(mean**7 / (mean**7 + 25**7))
    c1, c2 = hypot(grow * a1, b1), hypot(grow * a2, b2)
    h1, h2 = degrees(atan2(b1, grow * a1)) % 360, degrees(atan2(b2, grow * a2)) % 360
    turn = (h2 - h1 + 180) % 360 - 180
    d_l, d_c, d_h = l2 - l1, c2 - c1, 2 * sqrt(c1 * c2) * sin(radians(turn / 2))
    l_m, c_m, h_m = (l1 + l2) / 2, (c1 + c2) / 2, (h1 + turn / 2) % 360
    t = (
        1
        - 0.17 * cos(radians(h_m - 30))
        + 0.24 * cos(radians(2 * h_m))
        + 0.32 * cos(radians(3 * h_m + 6))
        - 0.20 * cos(radians(4 * h_m - 63))
    )
    s_l = 1 + 0.015 * (l_m - 50) ** 2 / sqrt(20 + (l_m - 50) ** 2)
    s_c, s_h = 1 + 0.045 * c_m, 1 + 0.015 * c_m * t
    turned = -2 * sqrt(c_m**7 / (c_m**7 + 25**7)) * sin(radians(60 * exp(-(((h_m - 275) / 25) ** 2))))
    lightness, chroma, hue = d_l / s_l, d_c / s_c, d_h / s_h
    return sqrt(lightness**2 + chroma**2 + hue**2 + turned * chroma * hue)
