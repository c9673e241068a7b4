#!/usr/bin/env python3
"""GraphiQL in Chromium: graphiql_test.py DIRECTORY_OF_PROGRAMS [NAME ...]

Every test is a function `test_...(world)`; those named on the command line run alone. Pictures are
written to graphiql/ beside that directory. Exits with 77 (skipped) only where something is not
installed and FRAISEQL_ORACLE=skip asks for it.
"""

import contextlib
import gzip
import http.client
import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
sys.dont_write_bytecode = True  # no __pycache__ in the source tree
sys.path.insert(0, str(HERE.parent / "support"))
sys.path.insert(0, str(HERE))

import chromium  # noqa: E402
from examples import Example, PostgreSQL  # noqa: E402

SKIPPED = 77
HTML = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
QUICKSTARTS = ("quickstart", "quickstart-sdl")


class World:
    def __init__(self, programs, postgresql, browser, stack):
        self.programs = pathlib.Path(programs).resolve()
        self.postgresql, self.browser = postgresql, browser
        self.pictures = self.programs.parent / "graphiql"
        self._served, self._stack = {}, stack

    def served(self, name):
        """One that is shared."""
        if name not in self._served:
            self._served[name] = self._stack.enter_context(self.own(name))
        return self._served[name]

    def own(self, name, *settings):
        return Example(self.postgresql, name, self.programs, *settings)

    @contextlib.contextmanager
    def visit(self, url):
        """The page, ready to be used. Nothing may have gone wrong when it is left."""
        page = self.browser.page()
        page.open(url)
        page.until("document.querySelector('.graphiql-execute-button')", "there is no button")
        page.until("document.querySelector('.graphiql-doc-explorer-content')", "there are no docs")
        yield page
        equal(page.faults, [])
        page.close()


def check(holds, what):
    if not holds:
        raise AssertionError(what)


def equal(found, expected):
    check(found == expected, f"{found!r} instead of {expected!r}")


def set_editor(page, which, text):
    page.evaluate(f"document.querySelector({json.dumps(f'.{which} .CodeMirror')})"
                  f".CodeMirror.setValue({json.dumps(text)})")


def set_tool(page, name, text):
    press(page, name)
    # The tool follows a moment later.
    page.until("document.querySelector('.graphiql-editor-tools button.active')?.innerText === "
               f"{json.dumps(name)}", f"the tool {name} is not open")
    set_editor(page, "graphiql-editor-tool .graphiql-editor:not(.hidden)", text)


def query_in(page):
    return page.evaluate("document.querySelector('.graphiql-query-editor .CodeMirror')"
                         ".CodeMirror.getValue()")


def run(page, until):
    """What the operation in the editor answers: it has `until` in it."""
    page.evaluate("document.querySelector('.graphiql-execute-button').click()")
    answer = "document.querySelector('.result-window .CodeMirror')?.CodeMirror.getValue()"
    page.until(f"({answer} ?? '').includes({json.dumps(until)})", f"there is no {until!r}")
    return json.loads(page.evaluate(answer))


def open_docs(page, *names):
    """The type that is reached by these links."""
    for name in names:
        page.until("[...document.querySelectorAll('.graphiql-doc-explorer-content a')]"
                   f".find(one => one.innerText === {json.dumps(name)})?.click() ?? "
                   f"document.querySelector('.graphiql-doc-explorer-title')?.innerText === "
                   f"{json.dumps(name)}", f"there is no link {name} in the docs")


def docs_say(page, text):
    page.until(f"document.querySelector('.graphiql-doc-explorer').innerText"
               f".includes({json.dumps(text)})", f"the docs do not say {text!r}")


def test_a_first_visit_asks_nothing_of_others_and_runs_its_query(world):
    for name in QUICKSTARTS:
        server = world.served(name)
        with world.visit(server.address + "/graphql") as page:
            page.until("document.querySelector('.graphiql-logo')", "there is no logo")
            equal(page.evaluate("document.title"), f"GraphiQL - 127.0.0.1:{server.port}")
            query = query_in(page)
            check(query.startswith("# Write operations here."), query)
            check("{\n  notes(limit: 3) {\n    id\n    identifier\n    title\n    body\n  }\n}"
                  in query, query)
            notes = run(page, "Hello, world")["data"]["notes"]
            equal([note["identifier"] for note in notes], ["hello-world"])
            docs_say(page, "query: Query")
            page.screenshot(world.pictures / f"{name}.png")
            equal(list(page.statuses), [200])
            for method, url, headers, _ in page.requests:
                check(url.startswith((server.address + "/graphql", "data:")), url[:200])
                if method == "POST":
                    equal(headers["accept"],
                          "application/graphql-response+json, application/json")
                    equal(headers["content-type"], "application/json")


def test_the_docs_show_the_descriptions_of_the_schema(world):
    server = world.served("blog")
    with world.visit(server.address + "/graphql") as page:
        run(page, "organisations")
        open_docs(page, "Query", "User")
        docs_say(page, "A person who writes.")
        docs_say(page, "Null for those who write for nobody.")
        page.screenshot(world.pictures / "docs.png")


def test_errors_are_shown(world):
    server = world.served("quickstart")
    with world.visit(server.address + "/graphql") as page:
        set_editor(page, "graphiql-query-editor", "{ nope }")
        errors = run(page, "GRAPHQL_VALIDATION_FAILED")["errors"]
        check("nope" in errors[0]["message"], errors)
        set_editor(page, "graphiql-query-editor",
                   'mutation { createNote(input: {title: " "}) { title } }')
        errors = run(page, "a note needs a title")["errors"]
        equal(errors[0]["extensions"]["code"], "BAD_USER_INPUT")
        page.screenshot(world.pictures / "error.png")
        page.faults.clear()  # a 400 is one to the browser


def test_variables_and_headers_are_sent(world):
    server = world.served("quickstart-sdl")
    with world.visit(server.address + "/graphql") as page:
        set_editor(page, "graphiql-query-editor",
                   "mutation make($title: String!) { createNote(input: {title: $title}) { title } }")
        set_tool(page, "Variables", '{"title": "Made in a browser"}')
        set_tool(page, "Headers", '{"Authorization": "Bearer a-token"}')
        equal(run(page, "Made in a browser"),
              {"data": {"createNote": {"title": "Made in a browser"}}})
        method, _, headers, body = page.requests[-1]
        equal(method, "POST")
        equal(headers["Authorization"], "Bearer a-token")
        equal(json.loads(body)["variables"], {"title": "Made in a browser"})
        equal(json.loads(body)["operationName"], "make")


def press(page, label):
    button = ("[...document.querySelectorAll('button')].find(one => [one.ariaLabel, one.innerText]"
              f".includes({json.dumps(label)}))")
    page.until(button, f"there is no button {label}")
    page.evaluate(f"{button}.click()")


def test_its_dialogs_and_what_completes_obey_the_policy_of_the_page(world):
    server = world.served("quickstart")
    with world.visit(server.address + "/graphql") as page:
        for label in ("Open settings dialog", "Open short keys dialog"):
            press(page, label)
            page.until("document.querySelector('[role=dialog]')", f"{label} does nothing")
            press(page, "Close dialog")
            page.until("!document.querySelector('[role=dialog]')", "it stays")
        for label in ("Prettify query (Shift-Ctrl-P)", "Show History",
                      "Show Documentation Explorer", "Re-fetch GraphQL schema"):
            press(page, label)
        set_editor(page, "graphiql-query-editor", "{ no }")
        page.evaluate("(it => { it.focus(); it.setCursor(0, 4); it.showHint({completeSingle: false}) })"
                      "(document.querySelector('.graphiql-query-editor .CodeMirror').CodeMirror)")
        page.until("document.querySelector('.CodeMirror-hints')?.innerText.includes('notes')",
                   "nothing is completed")
        page.screenshot(world.pictures / "completion.png")


class Proxy(http.server.BaseHTTPRequestHandler):
    """Serves what stands below /api at another server's root."""

    port = 0

    def do_GET(self):
        size = int(self.headers.get("content-length", 0))
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request(self.command, self.path.removeprefix("/api"), self.rfile.read(size),
                           dict(self.headers))
        answer = connection.getresponse()
        body = answer.read()
        self.send_response(answer.status)
        for name, value in answer.getheaders():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        connection.close()

    do_POST = do_GET

    def log_message(self, *_):
        pass


def test_a_proxy_may_serve_it_below_a_prefix(world):
    handler = type("BelowApi", (Proxy,), {"port": world.served("quickstart").port})
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as proxy:
        threading.Thread(target=proxy.serve_forever, daemon=True).start()
        try:
            address = f"http://127.0.0.1:{proxy.server_address[1]}"
            with world.visit(address + "/api/graphql") as page:
                run(page, "hello-world")
                for _, url, _, _ in page.requests:
                    check(url.startswith((address + "/api/graphql", "data:")), url[:200])
        finally:
            proxy.shutdown()


def test_the_page_and_what_belongs_to_it_are_packed_and_kept(world):
    server = world.served("quickstart")
    status, fields, packed = server.ask("GET", "/graphql", accept=HTML)
    equal(status, 200)
    page = gzip.decompress(packed).decode()
    check("unsafe-eval" not in fields["content-security-policy"], fields)
    assets = re.findall(r'(?:src|href)="([^"]*)"', page)
    equal(len(assets), 8)
    check("<script>" not in page, page)
    for one in [*assets, assets[0].rpartition("/")[0] + "/licenses.txt"]:
        check(re.fullmatch(r"graphql/assets/[0-9a-f]{12}/[a-z_.-]+", one), one)
        status, fields, packed = server.ask("GET", "/" + one)
        equal((status, fields["content-encoding"]), (200, "gzip"))
        equal(fields["cache-control"], "public, max-age=31536000, immutable")
        text = gzip.decompress(packed)
        check(text, one)
        check(b"sourceMappingURL" not in text, one)
        status, of_head, nothing = server.ask("HEAD", "/" + one)
        equal((status, of_head["content-length"], nothing), (200, str(len(packed)), b""))
    for name in ("codemirror", "react", "graphql", "markdown-it"):
        check(f"---- {name} " in text.decode(), f"no license of {name}")


def test_others_than_browsers_get_no_page(world):
    server = world.served("quickstart")
    for accept in ("*/*", "application/json", "application/graphql-response+json"):
        _, fields, _ = server.ask("GET", "/graphql", accept=accept)
        check("html" not in fields["content-type"], f"{accept}: {fields}")
    _, fields, _ = server.ask("GET", "/graphql?query=%7B__typename%7D", accept=HTML)
    check("html" not in fields["content-type"], fields)
    status, _, body = server.ask("POST", "/graphql", '{"query":"{__typename}"}', accept=HTML,
                                 content_type="application/json")
    equal((status, body), (200, b'{"data":{"__typename":"Query"}}'))


def test_it_is_off_in_production_and_where_it_is_switched_off(world):
    asset = re.search("graphql/assets/.*?js", gzip.decompress(
        world.served("quickstart").ask("GET", "/graphql", accept=HTML)[2]).decode())[0]
    for setting in ("--profile=production", "--graphiql=false", "--introspection=false"):
        with world.own("quickstart", setting) as server:
            _, fields, _ = server.ask("GET", "/graphql", accept=HTML)
            check("html" not in fields["content-type"], f"{setting}: {fields}")
            equal(server.ask("GET", "/" + asset)[0], 404)
            check("GraphiQL, in a browser" not in server.said(), server.said())
    check("GraphiQL, in a browser" in world.served("quickstart").said(), "it does not say so")


def test_it_may_be_switched_on_in_production_with_introspection_only(world):
    with world.own("quickstart", "--profile=production", "--graphiql", "--introspection") as server:
        status, fields, _ = server.ask("GET", "/graphql", accept=HTML)
        equal((status, fields["content-type"]), (200, "text/html; charset=utf-8"))
    ended = subprocess.run([world.programs / "quickstart", "serve", "--graphiql",
                            "--introspection=false"], capture_output=True, text=True, check=False,
                           cwd=world.postgresql.directory)
    check(ended.returncode != 0, ended)
    check("graphiql shows the schema, but introspection is off" in ended.stderr, ended.stderr)


def test_example_data_may_be_looked_at_too(world):
    schema = ROOT / "examples/quickstart-sdl/schema.graphql"
    child = subprocess.Popen([world.programs / "fraiseql", "mock", "--schema", schema,
                              "--port", "0"], stdout=subprocess.PIPE,
                             stderr=subprocess.DEVNULL, text=True,
                             cwd=world.postgresql.directory)
    try:
        for line in child.stdout:
            found = re.fullmatch(r"serving (\S+)\n", line)
            if found:
                break
        with world.visit(found[1]) as page:
            run(page, '"notes"')
    finally:
        child.terminate()
        child.communicate()


def test_a_build_without_the_packages_has_a_page_that_says_so(_):
    with tempfile.TemporaryDirectory() as directory:
        to = pathlib.Path(directory)
        shutil.copytree(ROOT / "web/graphiql", to / "web",
                        ignore=shutil.ignore_patterns("node_modules"))
        subprocess.run([sys.executable, to / "web/pack.py", to], check=True)
        packed = gzip.decompress((to / "graphiql.bin").read_bytes()).decode()
        check("GraphiQL is not in this build" in packed, packed)
        check('graphiql_page = "missing.html"' in (to / "graphiql.hpp").read_text(), "another page")


def main():
    lacking = None
    if not (ROOT / "web/graphiql/node_modules/.package-lock.json").exists():
        lacking = "GraphiQL is not in this build: npm ci --ignore-scripts --prefix web/graphiql"
    elif not chromium.program():
        lacking = "there is no Chromium (Debian: chromium)"
    if lacking:
        is_asked_for = os.environ.get("FRAISEQL_ORACLE") == "skip"
        print(f"skipped: {lacking}" if is_asked_for else f"error: {lacking}", file=sys.stderr)
        return SKIPPED if is_asked_for else 1
    tests = {name: what for name, what in globals().items() if name.startswith("test_")}
    with contextlib.ExitStack() as stack:
        world = World(sys.argv[1], stack.enter_context(PostgreSQL()),
                      stack.enter_context(chromium.Chromium()), stack)
        failed = []
        for name in sys.argv[2:] or tests:
            begin = time.monotonic()
            try:
                tests[name](world)
            except (AssertionError, chromium.Failed) as error:
                failed.append(name)
                print(f"{name}: {error}", file=sys.stderr)
            print(f"{name}: {time.monotonic() - begin:.1f} s", flush=True)
    print(f"{len(failed)} failed" if failed else "all passed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
