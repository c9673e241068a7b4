"""Compares what clients know with what is in the database.

It holds that
1. what was acknowledged is there, as the row that the answer named;
2. nothing is there twice;
3. what is there was asked for;
4. what was answered by an error that says so was not done;
5. each request has an outcome: an answer, or a connection lost where the server was killed;
6. every error is one that may be, and what has a key is acknowledged in the end.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field

from client import DONE, LOST, UNSENT

UNKNOWN = "UNKNOWN_OUTCOME"
NOT_DONE = frozenset({UNSENT, "UNAVAILABLE", "TIMEOUT"})
SHOWN = 10  # faults of a kind that are named


@dataclass(frozen=True)
class Rules:
    errors: frozenset = frozenset({"UNAVAILABLE", UNKNOWN, "TIMEOUT"})
    server_is_killed: bool = False
    has_keys: bool = False


@dataclass(frozen=True)
class Row:
    token: str
    attempt: int
    id: str
    request: str  # the id of the request that made it


@dataclass
class Verdict:
    faults: list = field(default_factory=list)
    tokens: int = 0
    sends: int = 0
    acknowledged: int = 0
    unknown: int = 0  # tokens that nobody knows of whether they were done
    unknown_but_done: int = 0
    retried: int = 0
    replayed: int = 0  # acknowledged without being done by the request that was answered
    outcomes: Counter = field(default_factory=Counter)

    def __str__(self):
        others = ", ".join(f"{count} {name}" for name, count in sorted(self.outcomes.items())
                           if name != DONE)
        return (f"{self.tokens} mutations, {self.acknowledged} acknowledged, "
                f"{self.unknown} unknown ({self.unknown_but_done} done), {self.sends} sent, "
                f"{self.retried} retried, {self.replayed} replayed; errors: {others or 'none'}")


def judge(known, rows, rules=Rules()):
    verdict = Verdict()
    sends, found = defaultdict(list), defaultdict(list)
    for send, outcome in known.items():
        sends[send.token].append((send, outcome))
    for row in rows:
        found[row.token].append(row)
    faults = defaultdict(list)
    for token, history in sends.items():
        _judge_sends(history, rules, faults)
        _judge_rows(history, found.get(token, []), rules, faults)
        _count(history, found.get(token, []), verdict)
    for token in found.keys() - sends.keys():
        faults["in the database, but nobody asked for it"].append(token)
    for kind, of_kind in faults.items():
        named = ", ".join(of_kind[:SHOWN]) + (", ..." if len(of_kind) > SHOWN else "")
        verdict.faults.append(f"{kind}: {len(of_kind)} ({named})")
    return verdict


def _judge_sends(history, rules, faults):
    for send, outcome in history:
        if outcome is None:
            faults["sent, and nothing is known of it"].append(send.token)
        elif outcome.outcome in (LOST, UNSENT):
            if not rules.server_is_killed:
                faults[f"{outcome.outcome}, though the server was not killed"].append(send.token)
        elif outcome.outcome != DONE and outcome.outcome not in rules.errors:
            faults[f"answered with {outcome.outcome}"].append(send.token)
    if rules.has_keys and not _acknowledged(history):
        faults["not acknowledged in the end, in spite of its key"].append(history[0][0].token)


def _judge_rows(history, rows, rules, faults):
    token = history[0][0].token
    done = _acknowledged(history)
    if done and not rows:
        faults["acknowledged, but not in the database"].append(token)
    elif {outcome.id for outcome in done} - {row.id for row in rows}:
        faults["acknowledged as another row than the database has"].append(token)
    if len(rows) > 1:
        faults["done more than once"].append(token)
    may_be_done = {send.attempt for send, outcome in history
                   if outcome is None or outcome.outcome not in NOT_DONE}
    attempts = {send.attempt for send, _ in history}
    for row in rows:
        if row.attempt not in attempts:
            faults["in the database, but nobody asked for it"].append(token)
        elif row.attempt not in may_be_done:
            faults["done, though its answer says that it was not"].append(token)


def _acknowledged(history):
    return [outcome for _, outcome in history if outcome and outcome.outcome == DONE]


def _count(history, rows, verdict):
    verdict.tokens += 1
    verdict.sends += len(history)
    verdict.retried += len(history) - 1
    verdict.outcomes.update(outcome.outcome for _, outcome in history if outcome)
    done = _acknowledged(history)
    answered = {send.request_id for send, outcome in history if outcome and outcome.outcome == DONE}
    verdict.replayed += sum(row.request not in answered for row in rows if done)
    if done:
        verdict.acknowledged += 1
    elif any(outcome is None or outcome.outcome not in NOT_DONE for _, outcome in history):
        verdict.unknown += 1
        verdict.unknown_but_done += bool(rows)
