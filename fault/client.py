"""One client of the server: a connection that is kept, one request after the other."""

import asyncio
import json
from dataclasses import dataclass, field

# Outcomes of a request beside the codes of errors (docs/errors.md).
DONE = "done"
UNSENT = "unsent"  # there was no connection to send it on
LOST = "lost"  # the connection ended before the answer
SILENT = "silent"  # no answer within PATIENCE_SECONDS
MALFORMED = "malformed"  # an answer that is no GraphQL response

PATIENCE_SECONDS = 120


@dataclass
class Answer:
    outcome: str  # DONE, or the first error's code, or one of the above
    data: dict | None = None
    errors: list = field(default_factory=list)
    text: str = ""
    status: int = 0
    headers: dict = field(default_factory=dict)


class Client:
    def __init__(self, port, headers=None):
        self._port = port
        self._headers = headers or {}
        self._reader = self._writer = None

    async def ask(self, query, variables=None, headers=None):
        """Never raises: what went wrong is the answer's outcome."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        head = {"host": "127.0.0.1", "content-type": "application/json",
                "content-length": str(len(body))} | self._headers | (headers or {})
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        try:
            if self._writer is None:
                self._reader, self._writer = await asyncio.open_connection("127.0.0.1", self._port)
        except OSError:
            return Answer(UNSENT)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                self._writer.write(f"POST /graphql HTTP/1.1\r\n{lines}\r\n".encode() + body)
                return await self._answer()
        except TimeoutError:
            self.close()
            return Answer(SILENT)
        except (OSError, EOFError):
            self.close()
            return Answer(LOST)

    def close(self):
        if self._writer is not None:
            self._writer.close()
        self._reader = self._writer = None

    async def _answer(self):
        head = (await self._reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
        text = (await self._reader.readexactly(int(headers.get("content-length", 0))))
        if headers.get("connection") == "close":
            self.close()
        answer = Answer(MALFORMED, status=int(head[0].split()[1]), headers=headers,
                        text=text.decode(errors="replace"))
        try:
            told = json.loads(text)
            answer.errors = told.get("errors", [])
            answer.data = told.get("data")
            answer.outcome = answer.errors[0]["extensions"]["code"] if answer.errors else DONE
        except (ValueError, KeyError, AttributeError, TypeError):
            pass
        return answer
