#!/usr/bin/env python3
"""That the benchmark times nobody who answers wrongly. Four peers are made up: one answers what it
should, one leaves a row out of the lists, one fails under load, one does not install. Only the
first may have numbers."""

import json
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

# Answers Q2 and C3 out of what psql has said at the start, rightly unless FLAW says otherwise.
SERVE = """#!/usr/bin/env python3
import http.server, json, os, subprocess

FLAW = {flaw!r}
def ask(sql):
    return json.loads(subprocess.run(["psql", "-XqAtc", sql], check=True, text=True,
                                     stdout=subprocess.PIPE).stdout)

USERS = ask("select json_object_agg(id, json_build_object('id', id, 'identifier', identifier,"
            " 'name', name)) from tb_user")
POSTS = ask("select json_agg(json_build_object('id', id, 'title', title) order by created_at desc, id desc)"
            " from (select * from tb_post order by created_at desc, id desc limit 10) p")

def data_of(request):
    if "__typename" in request["query"]:
        return {{"__typename": "Query"}}
    if "user" in request["query"]:
        return {{"user": USERS.get(request["variables"]["id"])}}
    return {{"posts": {{"nodes": POSTS[:9] if FLAW == "wrong" else POSTS}}}}

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    asked = 0

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers["content-length"])))
        Handler.asked += 1
        answer = {{"data": data_of(request)}}
        if FLAW == "tired" and Handler.asked > 250:
            answer = {{"errors": [{{"message": "tired"}}]}}
        body = json.dumps(answer).encode()
        self.wfile.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: %d\\r\\n\\r\\n" % len(body) + body)

    def log_message(self, *_):
        pass

class Server(http.server.ThreadingHTTPServer):
    request_queue_size = 256

Server(("127.0.0.1", int(os.environ["PORT"])), Handler).serve_forever()
"""
DOCUMENTS = {"Q2": "{ posts { nodes { id title } } }",
             "C3": "query($id: ID!) { user(id: $id) { id identifier name } }"}


def make_peer(directory, name, install="true"):
    where = os.path.join(directory, name)
    os.makedirs(where)
    for file, text in (("install", f"#!/bin/sh\n{install}\n"), ("serve", SERVE.format(flaw=name))):
        with open(os.path.join(where, file), "w", encoding="utf-8") as out:
            out.write(text)
        os.chmod(os.path.join(where, file), 0o755)
    with open(os.path.join(where, "peer.json"), "w", encoding="utf-8") as out:
        json.dump({"name": name, "versions": {}, "language": "Python", "settings": [],
                   "unwrap": ["nodes"], "documents": DOCUMENTS}, out)


def must(what, holds, seen):
    if not holds:
        raise SystemExit(f"FAILED: {what}\n{seen}")
    print(f"ok: {what}")


def main():
    with tempfile.TemporaryDirectory() as directory:
        for name in ("right", "wrong", "tired"):
            make_peer(directory, name)
        make_peer(directory, "absent", "echo there is no such library >&2; exit 1")
        written = os.path.join(directory, "found.json")
        ended = subprocess.run(
            [sys.executable, os.path.join(ROOT, "bench", "run.py"), "--quick", "--users", "200",
             "--only", "peers", "--peers", directory, "--json", written, *sys.argv[1:]],
            stdout=subprocess.PIPE, text=True, check=False)
        must("the run ends well", ended.returncode == 0, ended.stdout)
        with open(written, encoding="utf-8") as file:
            [got] = json.load(file)["sizes"]
    peers = {one["name"]: one for one in got["peers"]}
    reads = {name: {one["what"]: one for one in peer["reads"]} for name, peer in peers.items()}
    must("right answers are timed", reads["right"]["C3"]["rounds"], reads["right"])
    wrong = reads["wrong"]["Q2"]
    must("a list that lacks a row differs, and has no number",
         "answers differ" in wrong.get("failed", "") and not wrong["rounds"], wrong)
    must("what it answers rightly is timed", reads["wrong"]["C3"]["rounds"], reads["wrong"])
    tired = reads["tired"]["C3"]
    must("errors under load have no number",
         "under load" in tired.get("failed", "") and not tired["rounds"], tired)
    must("who is not installed is listed with the reason",
         peers["absent"]["not_run"] == "not installed: there is no such library"
         and not peers["absent"]["reads"], peers["absent"])
    must("the table says so", "differs" in ended.stdout and "no such library" in ended.stdout,
         ended.stdout)


if __name__ == "__main__":
    main()
