"""One client of the server, over HTTP/1.1."""

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
    """What is asked at once goes over as many connections, which are kept."""

    def __init__(self, port, headers=None):
        self._port = port
        self._headers = headers or {}
        self._idle = []

    async def ask(self, query, variables=None, headers=None):
        """Never raises: what went wrong is the answer's outcome."""
        body = json.dumps({"query": query, "variables": variables}).encode()
        head = {"host": "127.0.0.1", "content-type": "application/json",
                "content-length": str(len(body))} | self._headers | (headers or {})
        lines = "".join(f"{name}: {value}\r\n" for name, value in head.items())
        try:
            reader, writer = (self._idle.pop() if self._idle else
                              await asyncio.open_connection("127.0.0.1", self._port))
        except OSError:
            return Answer(UNSENT)
        try:
            async with asyncio.timeout(PATIENCE_SECONDS):
                writer.write(f"POST /graphql HTTP/1.1\r\n{lines}\r\n".encode() + body)
                answer = await _read(reader)
        except TimeoutError:
            writer.close()
            return Answer(SILENT)
        except (OSError, EOFError):
            writer.close()
            return Answer(LOST)
        if answer.headers.get("connection") == "close":
            writer.close()
        else:
            self._idle.append((reader, writer))
        return answer

    def close(self):
        for _, writer in self._idle:
            writer.close()
        self._idle = []


async def _read_chunks(reader):
    """EOFError where the last one is not there: the answer was cut off."""
    text = b""
    while True:
        size = int(await reader.readuntil(b"\r\n"), 16)
        text += await reader.readexactly(size)
        await reader.readexactly(2)
        if size == 0:
            return text


async def _read(reader):
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
    headers = dict(line.lower().split(": ", 1) for line in head[1:] if ": " in line)
    text = await (_read_chunks(reader) if headers.get("transfer-encoding") == "chunked" else
                  reader.readexactly(int(headers.get("content-length", 0))))
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
