"""Prometheus's text format, read strictly enough to see what is wrong with a page."""

import re

SAMPLE = re.compile(r'(\w+)(?:\{((?:\w+="(?:[^"\\\n]|\\.)*",?)*)\})? (\S+)\Z')
LABEL = re.compile(r'(\w+)="((?:[^"\\\n]|\\.)*)"')
OF_A_HISTOGRAM = ("_bucket", "_sum", "_count")


class Page:
    """`families`: of each name its type; `samples`: values by name and labels, as pairs."""

    def __init__(self, text):
        self.families, self.helps, self.samples = {}, {}, {}
        if not text.endswith("\n"):
            raise AssertionError("the last line has no end")
        for line in text[:-1].split("\n"):
            self._take(line)

    def _take(self, line):
        if line.startswith("# HELP "):
            _, _, name, told = line.split(" ", 3)
            self.helps[name] = told
        elif line.startswith("# TYPE "):
            _, _, name, kind = line.split(" ")
            if name in self.families:
                raise AssertionError(f"{name} is there twice")
            self.families[name] = kind
        else:
            found = SAMPLE.match(line)
            if not found:
                raise AssertionError(f"no sample: {line!r}")
            key = found[1], tuple(sorted(LABEL.findall(found[2] or "")))
            if key in self.samples:
                raise AssertionError(f"{key} is there twice")
            self.samples[key] = float(found[3])

    def family_of(self, sample):
        for end in OF_A_HISTOGRAM:
            if sample.endswith(end) and self.families.get(sample[:-len(end)]) == "histogram":
                return sample[:-len(end)]
        return sample

    def labels_of(self, family):
        """The names of its labels, but for a bucket's bound."""
        return {label for name, pairs in self.samples if self.family_of(name) == family
                for label, _ in pairs} - {"le"}

    def get(self, name, **labels):
        """The sum over all labels that are not given; 0 where there is no such sample."""
        wanted = set(labels.items())
        return sum(value for (of, pairs), value in self.samples.items()
                   if of == name and wanted <= set(pairs))

    def histograms(self):
        """Of each: name, labels, its buckets' bounds with counts, sum and count."""
        for name, kind in self.families.items():
            if kind != "histogram":
                continue
            for of, pairs in [key for key in self.samples if key[0] == name + "_count"]:
                buckets = sorted(
                    (float(dict(labels)["le"]), value)
                    for (each, labels), value in self.samples.items()
                    if each == name + "_bucket" and set(pairs) <= set(labels))
                yield (name, pairs, buckets, self.samples[(name + "_sum", pairs)],
                       self.samples[(of, pairs)])
