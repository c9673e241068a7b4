"""The table that a run prints: one line for each number, with its spread and its bar."""

import statistics


def row(what, values, unit, places, bar=None, at_least=False):
    """Median and spread of the values, and the bar if there is one."""
    made = {"what": what, "median": statistics.median(values), "least": min(values),
            "most": max(values), "unit": unit, "places": places, "bar": None, "met": None}
    if bar is not None:
        made["bar"] = f"{'>=' if at_least else '<='} {bar}"
        made["met"] = made["median"] >= bar if at_least else made["median"] <= bar
    return made


def write(table):
    lines = [("", "median", "least to most", "unit", "bar", "")]
    for one in table:
        places = one["places"]
        lines.append((one["what"], f"{one['median']:.{places}f}",
                      f"{one['least']:.{places}f} to {one['most']:.{places}f}", one["unit"],
                      one["bar"] or "", {None: "", True: "met", False: "missed"}[one["met"]]))
    widths = [max(len(line[i]) for line in lines) for i in range(6)]
    for line in lines:
        cells = [line[0].ljust(widths[0]), line[1].rjust(widths[1]), line[2].rjust(widths[2])]
        cells += [line[i].ljust(widths[i]) for i in range(3, 6)]
        print("  ".join(cells).rstrip())
