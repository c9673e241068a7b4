"""What processes cost: CPU time and memory, read from /proc."""

import os

TICK = os.sysconf("SC_CLK_TCK")


def cpu_seconds(pid):
    """User and kernel time of all threads that still run, to the nanosecond."""
    total = 0
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
            total += int(file.readline().split()[0])
    return total / 1e9


def _stat(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        return file.read().rpartition(")")[2].split()  # the name may hold spaces


def children(pid):
    found = []
    for entry in os.listdir("/proc"):
        if not entry.isdigit():
            continue
        try:
            if int(_stat(entry)[1]) == pid:
                found.append(int(entry))
        except (FileNotFoundError, ProcessLookupError):
            pass  # ended meanwhile
    return found


def cluster_cpu_seconds(postmaster):
    """Of the postmaster, its children, and the children it has already waited for."""
    stat = _stat(postmaster)
    total = cpu_seconds(postmaster) + (int(stat[13]) + int(stat[14])) / TICK
    for pid in children(postmaster):
        try:
            total += cpu_seconds(pid)
        except (FileNotFoundError, ProcessLookupError):
            pass
    return total


def memory_mib(pid, key):
    """VmRSS (now) or VmHWM (the most there was)."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        for line in file:
            if line.startswith(key + ":"):
                return int(line.split()[1]) / 1024
    raise KeyError(key)
