"""What the behaviours have in common: requests to a program that serves posts.graphql."""

import unittest

import world
from world import Client

WHO = ("--introspection", "--identity-headers", "x-scope = scope, x-tenant = tenant",
       "--trusted-proxies", "127.0.0.0/8")
MONTHS = 'groupBy: [{createdAt: {unit: MONTH, timeZone: "Europe/Berlin"}}]'
EIGHT = ["id", "status", "title", "likes", "bytes", "price", "score", "pinned"]


class Case(unittest.TestCase):
    settings = WHO

    def setUp(self):
        self.maxDiff = None
        self.client = Client(world.WORLD.server("posts.graphql", *self.settings))
        self.addCleanup(self.client.__exit__)

    def data(self, query, variables=None, **headers):
        answer = self.client.ask(query, variables, **headers)
        self.assertNotIn("errors", answer, query)
        return answer["data"]

    def groups(self, query, variables=None, **headers):
        """Of the only field."""
        return next(iter(self.data("{ " + query + " }" if not variables else query, variables,
                                   **headers).values()))

    def refused(self, query, code, *words, variables=None, **headers):
        answer = self.client.ask(query, variables, **headers)
        self.assertIn("errors", answer, query)
        self.assertNotIn("data", {name for name in answer if answer[name] is not None}, query)
        for error in answer["errors"]:
            self.assertEqual(error["extensions"]["code"], code, (query, error))
        said = " ".join(error["message"] for error in answer["errors"])
        for word in words:
            self.assertIn(word, said, query)
        return answer["errors"]

    def bad(self, field, *words):
        return self.refused("{ " + field + " }", "BAD_USER_INPUT", *words)

    def invalid(self, query, variables=None):
        """In whatever words: the document is not one of the schema, or the value is none."""
        answer = self.client.ask(query, variables)
        self.assertIn("errors", answer, query)
        for error in answer["errors"]:
            self.assertIn(error["extensions"]["code"],
                          ("BAD_USER_INPUT", "GRAPHQL_VALIDATION_FAILED"), query)
