"""The machine in neutral words: what numbers depend on, and nothing that says whose it is."""

import os
import re


def described():
    return {"processors": os.cpu_count(), "model": processor_model(read("/proc/cpuinfo")),
            "memory_gib": memory_gib(read("/proc/meminfo")), "kernel": kernel(os.uname().release)}


def read(path):
    with open(path, encoding="utf-8") as file:
        return file.read()


def processor_model(cpuinfo):
    found = re.search(r"^model name\s*: (.+)$", cpuinfo, re.MULTILINE)
    return re.sub(r"\s+", " ", found.group(1)).strip() if found else "not known"


def memory_gib(meminfo):
    return round(int(re.search(r"^MemTotal:\s*(\d+) kB", meminfo, re.MULTILINE).group(1)) / 2**20)


def kernel(release):
    """The numbers alone: what follows them is the distributor's."""
    return re.match(r"[\d.]+", release).group(0).rstrip(".")
