"""Bearer tokens of HS256 (RFC 7515, RFC 7519), and the file of their key."""

import base64
import hashlib
import hmac
import json
import os
import time

ISSUER = "https://issuer.test"
AUDIENCE = "bench"


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Issuer:
    """Signs with a key of its own, which is in a file of `directory`."""

    def __init__(self, directory):
        self._secret = os.urandom(32)
        self.file = os.path.join(directory, "key")
        with open(self.file, "wb") as file:
            file.write(_base64url(self._secret).encode())

    def settings(self):
        """Of the server that takes its tokens."""
        return ["--jwt-algorithm", "HS256", "--jwt-keys", self.file, "--jwt-issuer", ISSUER,
                "--jwt-audience", AUDIENCE]

    def token(self, **claims):
        now = int(time.time())
        parts = ({"alg": "HS256", "typ": "JWT"},
                 {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 86_400} | claims)
        signed = ".".join(_base64url(json.dumps(part).encode()) for part in parts)
        key = _base64url(self._secret).encode()
        return f"{signed}.{_base64url(hmac.digest(key, signed.encode(), hashlib.sha256))}"
