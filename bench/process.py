"""What processes cost: CPU time and memory, read from /proc."""

import os
import resource
import signal

TICK = os.sysconf("SC_CLK_TCK")
PARENT, SESSION = 1, 3  # behind the name in /proc/PID/stat
GONE = (FileNotFoundError, ProcessLookupError)


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


def _processes_of(pid, field):
    found = []
    for entry in filter(str.isdigit, os.listdir("/proc")):
        try:
            if int(_stat(entry)[field]) == pid:
                found.append(int(entry))
        except GONE:
            pass  # ended meanwhile
    return found


def children(pid):
    return _processes_of(pid, PARENT)


def session(leader):
    """What a program has started, whoever the parent is by now, and the program itself."""
    return _processes_of(leader, SESSION)


def end_session(leader):
    """Whatever of it is left."""
    for pid in session(leader):
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def _sum(pids, read):
    total = 0
    for pid in pids:
        try:
            total += read(pid)
        except GONE:
            pass
    return total


def session_cpu_seconds(leader):
    return _sum(session(leader), cpu_seconds)


def cluster_cpu_seconds(postmaster):
    """Of the postmaster, its children, and the children it has already waited for."""
    stat = _stat(postmaster)
    waited_for = (int(stat[13]) + int(stat[14])) / TICK
    return cpu_seconds(postmaster) + waited_for + _sum(children(postmaster), cpu_seconds)


def _kib(path, key):
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith(key + ":"):
                return int(line.split()[1])
    raise KeyError(key)


def memory_mib(pid, key):
    """VmRSS (now) or VmHWM (the most there was)."""
    return _kib(f"/proc/{pid}/status", key) / 1024


def session_memory_mib(leader):
    """Resident now; of a page that several processes share each has its part."""
    return _sum(session(leader), lambda pid: _kib(f"/proc/{pid}/smaps_rollup", "Pss")) / 1024


def open_files(pid):
    """How many descriptors it has."""
    return len(os.listdir(f"/proc/{pid}/fd"))


def raise_open_files(wanted):
    """For this process and those that it starts from here on; how many it may have now."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        soft = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return soft


def thread_cpu_seconds(pid):
    """Of each thread that runs: its id, its name and its CPU time."""
    found = {}
    for task in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{task}/schedstat", encoding="ascii") as file:
            spent = int(file.readline().split()[0]) / 1e9
        with open(f"/proc/{pid}/task/{task}/comm", encoding="utf-8") as file:
            found[int(task)] = (file.read().strip(), spent)
    return found
