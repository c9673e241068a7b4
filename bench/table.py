"""The table that a run prints, in sections: each a title, a head and lines of text."""


def write(sections):
    for title, head, lines in sections:
        print(f"\n{title}")
        if not lines:
            continue
        every = [head, *lines] if head else lines
        widths = [max(len(line[at]) for line in every) for at in range(len(every[0]))]
        for line in every:
            print("  " + "  ".join(cell.ljust(width) if at == 0 or not is_number(cell, head, line)
                                   else cell.rjust(width)
                                   for at, (cell, width) in enumerate(zip(line, widths))).rstrip())


def is_number(cell, head, line):
    """What stands to the right: numbers, and what stands above them."""
    return line is head or cell[:1].isdigit() or cell in ("", "-")


def number(value, places=0):
    return "-" if value is None else f"{value:,.{places}f}"


def spread(values, places):
    return f"{number(min(values), places)} to {number(max(values), places)}"
