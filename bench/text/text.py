#!/usr/bin/env python3
"""Parsing and validating GraphQL text, side by side with graphql-js, and under attack.

The documents are made here, so that both sides get the same bytes. The two take turns;
the table has medians. The attacks run with a server's default limits and once more without
the token limit, each in a process of its own. bench/README.md says how to read the table.
"""

import argparse
import glob
import json
import os
import statistics
import subprocess
import tempfile

from random_documents import random_documents

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
ORACLE = os.path.join(ROOT, "tests", "oracle")
NODES = glob.glob(os.path.join(ORACLE, "node_modules", "node-linux-*", "bin", "node"))

RANDOM = "256 random"  # of the documents the one that the bar is about


def schema():
    types = ["type Query { user(id: ID!): User users(first: Int = 10): [User!]! t0: T0 }",
             "interface Node { id: ID! }", "union Any = User | Post",
             "type User implements Node { id: ID! name: String! email: String age: Int"
             " friends(first: Int = 10, after: String): [User!]! posts(first: Int): [Post!]!"
             " any: [Any!] }",
             "type Post implements Node { id: ID! title: String! body: String author: User!"
             " comments(first: Int): [Comment!]! }",
             "type Comment implements Node { id: ID! text: String! author: User! post: Post! }"]
    for i in range(50):
        fields = " ".join(f"f{j}(a: Int, b: [String!]): String" for j in range(20))
        types.append(f"type T{i} {{ {fields} next: T{(i + 1) % 50} }}")
    return "\n".join(types)


def documents():
    """By name: one document, or several between NULs, which take turns so that no branch
    predictor learns one of them. Times are of one."""
    wide = " ".join(f"a{i}: f{i % 20}(a: {i}, b: [\"x\", \"y\"])" for i in range(500))
    return {
        "look-up": 'query ($id: ID!) { user(id: $id) { id name } }',
        "page": "query Page($n: Int = 10) { users(first: $n) { ...U posts(first: 3) { id title"
                " comments(first: 2) { text author { ...U } } } } }\n"
                "fragment U on User { id name email friends(first: 5) { id name } }",
        "500 fields": "{ t0 { " + wide + " } }",
        "50 fragments": "{ users { ...F0 } }\n" + "\n".join(
            f"fragment F{i} on User {{ id n{i}: name ...F{i + 1} }}" for i in range(49))
            + "\nfragment F49 on User { email }",
        RANDOM: "\0".join(random_documents(256)),
    }


def attacks():
    nested = 100_000
    bomb = "\n".join(f"fragment B{i} on User {{ ...B{i + 1} ...B{i + 1} }}" for i in range(18))
    cycle = "\n".join(f"fragment C{i} on User {{ ...C{(i + 1) % 1000} }}" for i in range(1000))
    return {
        "2: 1,000,000 fields": "{ " + "a " * 1_000_000 + "}",
        "3: 100,000 selection sets": "{ a" * nested + " }" * nested,
        "3: 100,000 lists": "{ user(id: " + "[" * nested + "]" * nested + ") { id } }",
        "3: 100,000 objects": "{ user(id: " + "{ a: " * nested + "1" + "}" * nested + ") { id } }",
        "3: 100,000 list types": "query ($a: " + "[" * nested + "Int" + "]" * nested + ") { a }",
        "4: 1,000 aliases by 100 spreads": "{ " + "".join(
            f"u{i}: users {{ ...A }} " for i in range(100)) + "}\nfragment A on User { "
            + " ".join(f"a{i}: name" for i in range(1000)) + " }",
        "5: 20,000 equal fields": "{ users { " + "name " * 20_000 + "} }",
        "5: 200 by 100 inline fragments": "{ users { " + (
            "... on User { " + "name " * 100 + "} ") * 200 + "} }",
        "6: 2^18 spreads": "{ users { ...B0 } }\n" + bomb + "\nfragment B18 on User { id }",
        "6: fragment that spreads itself": "{ users { ...S } }\nfragment S on User { ...S }",
        "6: cycle of 1,000 fragments": "{ users { ...C0 } }\n" + cycle,
        "7: 10,000 directives": "{ users { id " + "@aa " * 10_000 + "} }",
    }


def run(*command):
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def compare(ours, schema_file, directory, compared, seconds, rounds):
    print(f"{'document':16} {'':8} {'ours us':>9} {'graphql-js us':>14} {'ratio':>7}")
    got = {}
    for name, text in compared.items():
        file = os.path.join(directory, "document.graphql")
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
        pairs = []
        for _ in range(rounds):
            pairs.append((run(ours, schema_file, file, str(seconds), "0"),
                          run(NODES[0], os.path.join(HERE, "text.mjs"), ORACLE, schema_file, file,
                              str(seconds))))
            if pairs[-1][0]["outcome"] != "valid" or pairs[-1][1]["outcome"] != "valid":
                raise SystemExit(f"{name} should be valid: {pairs[-1]}")
        for what in ("parse", "validate", "both"):
            key = what + "_us"
            mine = statistics.median(one[key] for one, _ in pairs)
            theirs = statistics.median(other[key] for _, other in pairs)
            ratios = sorted(other[key] / one[key] for one, other in pairs)
            ratio = statistics.median(ratios)
            print(f"{name:16} {what:8} {mine:9.2f} {theirs:14.1f} {ratio:6.1f}x"
                  f"  ({ratios[0]:.1f} to {ratios[-1]:.1f})", flush=True)
            got[f"{name}, {what}"] = {"ours_us": mine, "graphql_js_us": theirs, "ratio": ratio,
                                      "least": ratios[0], "most": ratios[-1]}
    return got


def attack(ours, schema_file, directory):
    print(f"\n{'attack':34} {'tokens':>8} {'ms':>8} {'MiB':>6}  outcome")
    got = {}
    for name, text in attacks().items():
        file = os.path.join(directory, "attack.graphql")
        with open(file, "w", encoding="utf-8") as out:
            out.write(text)
        for tokens in ("10000", "100000000"):
            one = run(ours, schema_file, file, "0.05", tokens)
            limit = "10,000" if tokens == "10000" else "any"
            print(f"{name:34} {limit:>8} {one['both_us'] / 1000:8.2f}"
                  f" {one['added_kib'] / 1024:6.1f}  {one['outcome'][:70]}")
            got[f"{name}, {limit} tokens"] = one
    return got


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--program", required=True, help="build/release/bin/text_bench")
    parser.add_argument("--seconds", type=float, default=0.5, help="of each turn")
    parser.add_argument("--rounds", type=int, default=5, help="turns of each side")
    parser.add_argument("--json", help="where to write every number")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        schema_file = os.path.join(directory, "schema.graphql")
        with open(schema_file, "w", encoding="utf-8") as out:
            out.write(schema())
        got = {"text": compare(arguments.program, schema_file, directory, documents(),
                               arguments.seconds, arguments.rounds),
               "attacks": attack(arguments.program, schema_file, directory)}
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as file:
            json.dump(got, file, indent=1)


if __name__ == "__main__":
    main()
