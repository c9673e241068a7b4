"""What clients know: a file each, to which a line is added before a request is sent, and one when
its outcome is known. Nothing is held back in this process, so that what was sent is in the file
whatever happens next."""

import json
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Send:
    """A request that left a client. Sends with one key are one attempt, which is done at most once;
    without keys each send is an attempt of its own."""

    token: str
    attempt: int
    number: int  # of the sends of this attempt, from 1

    @property
    def request_id(self):
        return f"{self.token}.{self.attempt}.{self.number}"


@dataclass(frozen=True)
class Outcome:
    outcome: str
    id: str | None = None  # of the row, where it was answered with one


class Truth:
    """One client's file."""

    def __init__(self, path):
        self._file = open(path, "a", encoding="utf-8")  # closed by close()

    def intend(self, send):
        self._write({"token": send.token, "attempt": send.attempt, "number": send.number})

    def learn(self, send, outcome):
        self._write({"token": send.token, "attempt": send.attempt, "number": send.number,
                     "outcome": outcome.outcome, "id": outcome.id})

    def close(self):
        self._file.close()

    def _write(self, line):
        self._file.write(json.dumps(line) + "\n")
        self._file.flush()


def read(directory):
    """All that clients intended, in their order, with what came of it or None."""
    known = {}
    for name in sorted(os.listdir(directory)):
        with open(os.path.join(directory, name), encoding="utf-8") as file:
            for line in map(json.loads, file):
                send = Send(line["token"], line["attempt"], line["number"])
                if "outcome" not in line:
                    known[send] = None
                else:
                    known[send] = Outcome(line["outcome"], line["id"])
    return known
