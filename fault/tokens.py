"""Bearer tokens of HS256 (RFC 7515, RFC 7519), and the file of their key."""

import base64
import hashlib
import hmac
import json
import os
import time

ISSUER = "https://issuer.test"
AUDIENCE = "fault"


def _base64url(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Issuer:
    """Signs with a key of its own, which is in a file of `directory`."""

    def __init__(self, directory):
        self._secret = os.urandom(32)
        self.file = os.path.join(directory, "keys.json")
        key = {"kty": "oct", "kid": "1", "alg": "HS256", "k": _base64url(self._secret)}
        with open(self.file, "w", encoding="utf-8") as file:
            json.dump({"keys": [key]}, file)

    def settings(self):
        """Of the server that takes its tokens."""
        return ["--jwt-algorithm", "HS256", "--jwt-keys", self.file, "--jwt-issuer", ISSUER,
                "--jwt-audience", AUDIENCE]

    def token(self, **claims):
        now = int(time.time())
        parts = ({"alg": "HS256", "typ": "JWT", "kid": "1"},
                 {"iss": ISSUER, "aud": AUDIENCE, "iat": now, "exp": now + 86_400} | claims)
        signed = ".".join(_base64url(json.dumps(part).encode()) for part in parts)
        signature = hmac.digest(self._secret, signed.encode(), hashlib.sha256)
        return f"{signed}.{_base64url(signature)}"
