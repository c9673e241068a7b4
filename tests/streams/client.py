"""A client of HTTP on a raw socket: what it reads, and when, is up to the test."""

import json
import socket

PATIENCE_SECONDS = 120


class CutOff(Exception):
    """The answer ended before its end."""


class Client:
    def __init__(self, port, receive_bytes=None):
        self._socket = socket.socket()
        self._socket.settimeout(PATIENCE_SECONDS)
        if receive_bytes:
            self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_bytes)
        self._socket.connect(("127.0.0.1", port))
        self._bytes = b""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._socket.close()

    def ask(self, query, version="1.1", method="POST", extensions=None):
        body = json.dumps({"query": query} |
                          ({"extensions": extensions} if extensions else {})).encode()
        self._socket.sendall(
            f"{method} /graphql HTTP/{version}\r\nHost: localhost\r\n"
            f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)

    def head(self):
        """The status and the header fields, their names in lower case."""
        while b"\r\n\r\n" not in self._bytes:
            self._more()
        head, self._bytes = self._bytes.split(b"\r\n\r\n", 1)
        lines = head.decode().split("\r\n")
        self.fields = {name.lower(): value
                       for name, value in (line.split(": ", 1) for line in lines[1:])}
        return int(lines[0].split()[1])

    def pieces(self):
        """Of the body, as they come; CutOff where it does not come to its end."""
        if "content-length" in self.fields:
            yield self._take(int(self.fields["content-length"]))
        elif self.fields.get("transfer-encoding") == "chunked":
            while True:
                while b"\r\n" not in self._bytes:
                    self._more()
                size, self._bytes = self._bytes.split(b"\r\n", 1)
                piece = self._take(int(size, 16))
                if self._take(2) != b"\r\n":
                    raise AssertionError("a chunk is longer than it says")
                if not piece:
                    return
                yield piece
        else:
            while True:
                piece, self._bytes = self._bytes, b""
                if piece:
                    yield piece
                try:
                    self._more()
                except CutOff:
                    return

    def body(self):
        return b"".join(self.pieces())

    def ends(self):
        """Reads what is left until the server closes."""
        try:
            while True:
                self._more()
        except CutOff:
            return True

    def _take(self, size):
        while len(self._bytes) < size:
            self._more()
        taken, self._bytes = self._bytes[:size], self._bytes[size:]
        return taken

    def _more(self):
        try:
            more = self._socket.recv(1 << 16)
        except ConnectionResetError as error:
            raise CutOff("reset") from error
        if not more:
            raise CutOff("end of the stream")
        self._bytes += more
