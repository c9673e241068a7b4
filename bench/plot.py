"""Pictures in SVG: lines over two axes, each with a name at its end.

Plain text, and the same for the same numbers. There is no background; every colour can be read on a
white page and on a dark one.
"""

import math
from dataclasses import dataclass, field
from xml.sax.saxutils import escape

WIDTH, HEIGHT = 720, 400
LEFT, RIGHT, TOP, BOTTOM = 62, 150, 34, 46
LABEL_GAP = 14
FONT = 12
TEXT, GRID = "#7b808a", "#7b808a"
# Ours first, which is the strongest.
COLOURS = ("#d9480f", "#2f80d0", "#2b9348", "#9d5bd2", "#a87b00", "#0b8f93", "#d6457f", "#7a7f52",
           "#6a7fdb", "#8a6d5a")


@dataclass(frozen=True)
class Line:
    name: str
    points: list  # of x and y
    colour: int = 0  # of COLOURS
    width: float = 1.6
    dash: str = ""


@dataclass(frozen=True)
class Picture:
    title: str
    x_name: str
    y_name: str
    lines: list = field(default_factory=list)


class Logarithmic:
    """An axis from pixel `first` to `last`, whose ends are 1, 2 or 5 times a power of ten."""

    def __init__(self, values, first, last):
        values = [one for one in values if one > 0] or [1]
        self.ticks = ticks_around(min(values), max(values))
        self._low, self._high = math.log(self.ticks[0]), math.log(self.ticks[-1])
        self._first, self._last = first, last

    def at(self, value):
        part = (math.log(max(value, self.ticks[0])) - self._low) / (self._high - self._low)
        return self._first + part * (self._last - self._first)


def ticks_around(low, high):
    """1, 2 and 5 times powers of ten, from the last that is not above to the first not below."""
    every = [factor * 10.0 ** power for power in range(-9, 13) for factor in (1, 2, 5)]
    first = max(at for at, one in enumerate(every) if one <= low * (1 + 1e-9))
    last = min(at for at, one in enumerate(every) if one >= high * (1 - 1e-9))
    return every[first:max(last, first + 1) + 1]


def short(value):
    return f"{value / 1000:g}k" if value >= 1000 else f"{value:g}"


def apart(wanted, least, most):
    """Heights near those wanted, none nearer to the next than LABEL_GAP, and within the bounds."""
    order = sorted(range(len(wanted)), key=lambda at: wanted[at])
    found = dict.fromkeys(order, 0.0)
    height = least - LABEL_GAP
    for at in order:
        height = found[at] = max(wanted[at], height + LABEL_GAP)
    height = most + LABEL_GAP
    for at in reversed(order):
        height = found[at] = min(found[at], height - LABEL_GAP)
    return [found[at] for at in range(len(wanted))]


def text(x, y, said, anchor="start", colour=TEXT, more=""):
    return (f'<text x="{x:.0f}" y="{y:.0f}" fill="{colour}" text-anchor="{anchor}"{more}>'
            f"{escape(said)}</text>")


def grid(x_axis, y_axis):
    bottom, right = HEIGHT - BOTTOM, WIDTH - RIGHT
    for value in y_axis.ticks:
        y = y_axis.at(value)
        yield f'<path d="M{LEFT} {y:.1f}H{right}" stroke="{GRID}" stroke-opacity=".35"/>'
        yield text(LEFT - 6, y + 4, short(value), "end")
    for value in x_axis.ticks:
        x = x_axis.at(value)
        yield f'<path d="M{x:.1f} {TOP}V{bottom}" stroke="{GRID}" stroke-opacity=".35"/>'
        yield text(x, bottom + 16, short(value), "middle")


def drawn(line, x_axis, y_axis):
    at = [(x_axis.at(x), y_axis.at(y)) for x, y in line.points]
    colour = COLOURS[line.colour % len(COLOURS)]
    dash = f' stroke-dasharray="{line.dash}"' if line.dash else ""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in at)
    yield (f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="{line.width:g}"'
           f' stroke-linejoin="round"{dash}/>')
    for x, y in at:
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="2.2" fill="{colour}"/>'


def names(lines, x_axis, y_axis):
    """Each at the height of its line's end, beside the picture, and led to it."""
    ends = [(x_axis.at(one.points[-1][0]), y_axis.at(one.points[-1][1])) for one in lines]
    right = WIDTH - RIGHT
    heights = apart([y for _, y in ends], TOP + 4, HEIGHT - BOTTOM)
    for line, (x, y), height in zip(lines, ends, heights, strict=True):
        colour = COLOURS[line.colour % len(COLOURS)]
        yield (f'<path d="M{x:.1f} {y:.1f}L{right + 6} {height:.1f}" stroke="{colour}"'
               ' stroke-opacity=".45" fill="none" stroke-dasharray="1 3"/>')
        yield text(right + 10, height + 4, line.name, colour=colour)


def svg(picture):
    lines = [one for one in picture.lines if one.points]
    points = [point for one in lines for point in one.points]
    x_axis = Logarithmic([x for x, _ in points], LEFT, WIDTH - RIGHT)
    y_axis = Logarithmic([y for _, y in points], HEIGHT - BOTTOM, TOP)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}"'
        f' height="{HEIGHT}" font-family="sans-serif" font-size="{FONT}" role="img">',
        f"<title>{escape(picture.title)}</title>",
        text(LEFT, 18, picture.title, more=' font-size="14" font-weight="bold"'),
        *grid(x_axis, y_axis),
        text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8, picture.x_name, "middle"),
        text(14, (TOP + HEIGHT - BOTTOM) / 2, picture.y_name, "middle",
             more=f' transform="rotate(-90 14 {(TOP + HEIGHT - BOTTOM) / 2:.0f})"'),
        *(part for one in lines for part in drawn(one, x_axis, y_axis)),
        *names(lines, x_axis, y_axis), "</svg>"]
    return "\n".join(parts) + "\n"
