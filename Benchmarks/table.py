"""Joins what this side measured with what others reached in the same run, as one table in Markdown.

    table.py FIGURES OURS OTHERS

FIGURES has a row for each line of the table, parted by tabs: what is measured, its unit, the name of our figure, who is
compared, the name of their figure, and the aim: `<= 8` is of our figure, `<= 0.5 x` of its ratio to theirs. OURS and OTHERS
have a name and a number a line; a name that ends in `_sd` is the deviation of the figure without it. Lines that were not
measured here are left out of the table.
"""
import datetime
import pathlib
import platform
import sys


def read(path):
    lines = (line.split("\t") for line in pathlib.Path(path).read_text().splitlines() if "\t" in line)
    return {name: float(value) for name, value in lines}


def show(figures, name):
    value = figures[name]
    digits = lambda number: f"{number:,.0f}" if abs(number) >= 1000 else f"{number:.4g}"
    spread = figures.get(name + "_sd")
    return digits(value) + (f" ± {spread:.2g}" if spread is not None else "")


def verdict(aim, value, ratio):
    """Whether the figure is what it should be: holds, or missed with how far it is off; nothing without an aim."""
    if not aim:
        return ""
    sign, bound, *relative = aim.split()
    reached = ratio if relative else value
    if reached is None:
        return "nothing to compare"
    bound = float(bound)
    if (reached <= bound) if sign == "<=" else (reached >= bound):
        return "holds"
    return f"missed by {abs(reached / bound - 1):.2%}"


def processor():
    for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
        if line.startswith("model name"):
            return line.split(":")[1].strip()
    return platform.machine()


def main(description, ours, others):
    ours, others = read(ours), read(others)
    rows = []
    for line in pathlib.Path(description).read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        what, unit, mine, who, theirs, aim = (line.split("\t") + [""] * 6)[:6]
        if mine not in ours:
            continue
        ratio = ours[mine] / others[theirs] if others.get(theirs) else None
        other = f"{who} {show(others, theirs)}" if theirs in others else f"{who}: left out" if who else ""
        rows.append([what, unit, show(ours, mine), other, "" if ratio is None else f"{ratio:.3g}", aim,
                     verdict(aim, ours[mine], ratio)])
    head = ["what", "unit", "here", "beside", "ratio", "aim", ""]
    widths = [max(len(row[column]) for row in [head] + rows) for column in range(len(head))]
    date = datetime.datetime.now(datetime.timezone.utc).date()
    print(f"{processor()}, {date}, processor time on one thread; the ratio is ours over theirs\n")
    for row in [head, ["-" * width for width in widths]] + rows:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths)) + " |")


if __name__ == "__main__":
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
