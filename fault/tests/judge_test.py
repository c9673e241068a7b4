#!/usr/bin/env python3
"""The judge of the fault tests, with truth files and rows that are made here: judge_test.py."""

import os
import sys
import tempfile
import unittest

sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import truth  # noqa: E402
from judge import Row, Rules, judge  # noqa: E402

KEYS = Rules(server_is_killed=True, has_keys=True)


def outcome(name, row=None):
    return truth.Outcome(name, row)


def made(token, attempt, row, number=1):
    return Row(token, attempt, row, truth.Send(token, attempt, number).request_id)


# Two clients: token, attempt, number of the send, and what came of it.
SENT = [
    [("a-1", 1, 1, outcome("done", "id-a1")), ("a-2", 1, 1, outcome("UNKNOWN_OUTCOME"))],
    [("b-1", 1, 1, outcome("UNAVAILABLE")), ("b-1", 2, 1, outcome("done", "id-b1"))],
]
ROWS = [made("a-1", 1, "id-a1"), made("a-2", 1, "id-a2"), made("b-1", 2, "id-b1")]
# With a key, all sends are one attempt.
SENT_WITH_KEYS = [[("a-1", 1, 1, outcome("lost")), ("a-1", 1, 2, outcome("unsent")),
                   ("a-1", 1, 3, outcome("done", "id-a1"))]]


def known(sent):
    with tempfile.TemporaryDirectory() as directory:
        for number, client in enumerate(sent):
            kept = truth.Truth(os.path.join(directory, f"client-{number}.jsonl"))
            for token, attempt, send, result in client:
                kept.intend(truth.Send(token, attempt, send))
                if result:
                    kept.learn(truth.Send(token, attempt, send), result)
            kept.close()
        return truth.read(directory)


class TheJudge(unittest.TestCase):
    def faults(self, rows, sent=None, rules=Rules()):
        return judge(known(sent or SENT), rows, rules).faults

    def finds(self, what, rows, sent=None, rules=Rules()):
        self.assertIn(what, "; ".join(self.faults(rows, sent, rules)))

    def test_finds_nothing_where_all_is_well(self):
        self.assertEqual(self.faults(ROWS), [])
        self.assertEqual(self.faults([ROWS[0], ROWS[2]]), [])  # the unknown one was not done

    def test_counts(self):
        verdict = judge(known(SENT), ROWS, Rules())
        self.assertEqual((verdict.tokens, verdict.sends, verdict.acknowledged, verdict.unknown,
                          verdict.unknown_but_done, verdict.retried), (3, 4, 2, 1, 1, 1))

    def test_finds_an_acknowledged_row_that_is_gone(self):
        self.finds("acknowledged, but not in the database: 1 (a-1)", ROWS[1:])

    def test_finds_a_row_that_is_there_twice(self):
        self.finds("done more than once: 1 (a-1)", ROWS + [made("a-1", 1, "id-more")])

    def test_finds_an_unknown_one_that_is_there_twice(self):
        self.finds("done more than once: 1 (a-2)", ROWS + [made("a-2", 1, "id-more")])

    def test_finds_another_row_than_the_answer_named(self):
        self.finds("acknowledged as another row", [made("a-1", 1, "other")] + ROWS[1:])

    def test_finds_what_was_done_and_refused(self):
        self.finds("though its answer says that it was not: 1 (b-1)",
                   ROWS[:2] + [made("b-1", 1, "id-b1")])

    def test_finds_what_nobody_asked_for(self):
        self.finds("nobody asked for it: 1 (stranger)", ROWS + [made("stranger", 1, "id")])
        self.finds("nobody asked for it: 1 (b-1)", ROWS[:2] + [made("b-1", 3, "id-b1")])

    def test_finds_a_request_without_an_outcome(self):
        self.finds("nothing is known of it: 1 (a-3)", ROWS, SENT + [[("a-3", 1, 1, None)]])

    def test_finds_a_lost_connection_unless_the_server_was_killed(self):
        sent = SENT + [[("a-3", 1, 1, outcome("lost"))]]
        self.finds("lost, though the server was not killed: 1 (a-3)", ROWS, sent)
        self.assertEqual(self.faults(ROWS, sent, Rules(server_is_killed=True)), [])

    def test_finds_an_error_that_may_not_be(self):
        for name in ("INTERNAL_SERVER_ERROR", "CONFLICT", "silent", "malformed"):
            self.finds(f"answered with {name}: 1 (a-3)", ROWS,
                       SENT + [[("a-3", 1, 1, outcome(name))]], Rules(server_is_killed=True))

    def test_takes_a_replay_for_the_row_that_was_done_once(self):
        verdict = judge(known(SENT_WITH_KEYS), [made("a-1", 1, "id-a1")], KEYS)
        self.assertEqual((verdict.faults, verdict.replayed, verdict.retried), ([], 1, 2))
        verdict = judge(known(SENT_WITH_KEYS), [made("a-1", 1, "id-a1", 3)], KEYS)
        self.assertEqual(verdict.replayed, 0)  # the last send did it

    def test_finds_what_was_done_twice_under_one_key(self):
        self.finds("done more than once: 1 (a-1)",
                   [made("a-1", 1, "id-a1"), made("a-1", 1, "id-more")], SENT_WITH_KEYS, KEYS)

    def test_finds_what_has_a_key_and_is_never_acknowledged(self):
        self.finds("in spite of its key: 1 (a-1)", [], [[("a-1", 1, 1, outcome("lost"))]], KEYS)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
