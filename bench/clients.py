"""Clients of our own, where those of a load generator would not do: connections that are counted,
requests that are counted to the last one, and clients that behave badly."""

import re
import socket

CONTENT_LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)


class Gone(Exception):
    """The server has closed the connection."""


def request_of(body, headers=""):
    """The bytes of a POST."""
    body = body.encode()
    return (f"POST /graphql HTTP/1.1\r\nhost: 127.0.0.1\r\ncontent-type: application/json\r\n{headers}"
            f"content-length: {len(body)}\r\n\r\n").encode() + body


class Client:
    """A connection, which stays open; one request at a time."""

    def __init__(self, port, seconds=30):
        self._socket = socket.create_connection(("127.0.0.1", port), seconds)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._received = b""

    def send(self, data):
        self._socket.sendall(data)

    def receive(self):
        """The next answer: its status and its body."""
        while (end := self._received.find(b"\r\n\r\n")) < 0:
            self._more()
        length = CONTENT_LENGTH.search(self._received, 0, end + 2)
        whole = end + 4 + (int(length.group(1)) if length else 0)
        while len(self._received) < whole:
            self._more()
        answer, self._received = self._received[:whole], self._received[whole:]
        return int(answer.split(b" ", 2)[1]), answer[end + 4:]

    def ask(self, data):
        self.send(data)
        return self.receive()

    def close(self):
        self._socket.close()

    def _more(self):
        data = self._socket.recv(1 << 16)
        if not data:
            raise Gone()
        self._received += data


def ask_together(clients, requests):
    """Each client asks the next of the requests, all before any answer is looked at; as often as
    there are requests for. Whoever is not answered with 200 ends it."""
    for at in range(0, len(requests), len(clients)):
        asked = list(zip(clients, requests[at:at + len(clients)]))
        for client, request in asked:
            client.send(request)
        for client, request in asked:
            status, body = client.receive()
            if status != 200 or b'"errors"' in body[:64]:
                raise Gone(f"{request[-200:]!r} was answered {status} {body[:200]!r}")
