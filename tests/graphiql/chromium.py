"""Debian's Chromium without a window, driven over a pipe by the DevTools protocol.

It resolves no name but 127.0.0.1, so that a page that needs anything from elsewhere fails. A Page
keeps what went wrong in it: errors on the console, exceptions, requests that failed.
"""

import base64
import collections
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

PATIENCE_SECONDS = 120
FLAGS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
         "--no-first-run", "--no-default-browser-check", "--disable-background-networking",
         "--disable-component-update", "--disable-default-apps", "--disable-extensions",
         "--disable-sync", "--hide-scrollbars", "--mute-audio", "--password-store=basic",
         "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--remote-debugging-pipe"]


def program():
    return shutil.which("chromium")


class Failed(Exception):
    pass


class Chromium:
    """From `with` to its end. Its profile is gone with it."""

    def __init__(self):
        self._profile = tempfile.mkdtemp(prefix="fraiseql-chromium-")
        theirs_in, self._to = os.pipe()
        self._from, theirs_out = os.pipe()
        # The browser reads from 3 and writes to 4.
        self._child = subprocess.Popen(
            ["sh", "-c", f'exec "$@" 3<&{theirs_in} 4>&{theirs_out}', "sh", program(), *FLAGS,
             f"--user-data-dir={self._profile}", "about:blank"],
            pass_fds=(theirs_in, theirs_out), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self._profile})
        os.close(theirs_in)
        os.close(theirs_out)
        self._received, self._last_id = b"", 0
        self._answers, self._pages = {}, {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self.call("Browser.close")
            self._child.wait(20)
        except (Failed, OSError, subprocess.TimeoutExpired):
            self._child.kill()
            self._child.wait()
        os.close(self._to)
        os.close(self._from)
        shutil.rmtree(self._profile, ignore_errors=True)

    def page(self, width=1440, height=900):
        # With a storage of its own: it is the first visit.
        context = self.call("Target.createBrowserContext")["browserContextId"]
        target = self.call("Target.createTarget", url="about:blank",
                           browserContextId=context)["targetId"]
        session = self.call("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        made = self._pages[session] = Page(self, target, session)
        for domain in ("Page", "Runtime", "Network", "Log"):
            made.call(f"{domain}.enable")
        made.call("Emulation.setDeviceMetricsOverride", width=width, height=height,
                  deviceScaleFactor=1, mobile=False)
        return made

    def call(self, method, session=None, **parameters):
        self._last_id += 1
        wanted = self._last_id
        message = {"id": wanted, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        os.write(self._to, json.dumps(message).encode() + b"\0")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while wanted not in self._answers:
            self.listen(deadline - time.monotonic())
        answer = self._answers.pop(wanted)
        if "error" in answer:
            raise Failed(f"{method}: {answer['error']['message']}")
        return answer["result"]

    def listen(self, seconds):
        """Takes what the browser says meanwhile."""
        if not select.select([self._from], [], [], max(0, seconds))[0]:
            if seconds <= 0:
                raise Failed(f"Chromium is silent for {PATIENCE_SECONDS} s")
            return
        block = os.read(self._from, 1 << 20)
        if not block:
            raise Failed("Chromium went away")
        *messages, self._received = (self._received + block).split(b"\0")
        for text in messages:
            message = json.loads(text)
            if "id" in message:
                self._answers[message["id"]] = message
            elif message.get("sessionId") in self._pages:
                self._pages[message["sessionId"]].hear(message["method"], message["params"])


class Page:
    def __init__(self, browser, target, session):
        self._browser, self._target, self._session = browser, target, session
        self.faults = []
        self.requests = []   # method, URL, headers, body
        self.statuses = collections.Counter()

    def call(self, method, **parameters):
        return self._browser.call(method, self._session, **parameters)

    def hear(self, method, about):
        if method == "Runtime.exceptionThrown":
            details = about["exceptionDetails"]
            self.faults.append("exception: " + details.get("exception", {}).get(
                "description", details["text"]))
        elif method == "Runtime.consoleAPICalled" and about["type"] in ("error", "warning", "assert"):
            self.faults.append(f"console: {[one.get('value', one.get('description')) for one in about['args']]}")
        elif method == "Log.entryAdded" and about["entry"]["level"] in ("error", "warning"):
            self.faults.append(f"log: {about['entry']['text']} {about['entry'].get('url', '')}")
        elif method == "Network.loadingFailed":
            self.faults.append(f"request: {about['errorText']} {about.get('blockedReason', '')}")
        elif method == "Network.responseReceived":
            self.statuses[about["response"]["status"]] += 1
        elif method == "Network.requestWillBeSent":
            sent = about["request"]
            self.requests.append((sent["method"], sent["url"], sent["headers"],
                                  sent.get("postData", "")))

    def open(self, url):
        self.call("Page.navigate", url=url)
        self.until("document.readyState === 'complete'", f"{url} is not loaded")

    def evaluate(self, expression):
        made = self.call("Runtime.evaluate", expression=expression, returnByValue=True,
                         awaitPromise=True)
        if "exceptionDetails" in made:
            raise Failed(f"{expression}: {made['exceptionDetails']['exception']['description']}")
        return made["result"].get("value")

    def until(self, expression, otherwise):
        """Its value, once it is true."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            value = self.evaluate(f"(it => it instanceof Node ? true : it)({expression})")
            if value:
                return value
            if time.monotonic() > deadline:
                raise Failed(f"{otherwise} after {PATIENCE_SECONDS} s; the page says "
                             f"{self.evaluate('document.body.innerText')[:2000]!r}; {self.faults}")
            self._browser.listen(0.05)

    def screenshot(self, path):
        made = self.call("Page.captureScreenshot", format="png")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(made["data"]))

    def close(self):
        self._browser.call("Target.closeTarget", targetId=self._target)
