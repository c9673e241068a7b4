"""A private PostgreSQL that is stopped, killed and started again, and sessions with it.

The cluster lives in a temporary directory and listens on a unix socket there only; it is gone with
the directory. Run by root it belongs to the user postgres, since PostgreSQL refuses to run as root.
The server under test comes as `serving`, which is no superuser and owns nothing.

A Session speaks PostgreSQL's protocol itself (manual, 55): no driver is needed, and the tests hold
dozens of them.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import struct
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
sys.path.append(os.path.join(ROOT, "bench"))

# Of bench/.
from cluster import environment_for_tools, postgres_program  # noqa: E402
from servers import difference  # noqa: E402, F401

SERVING_ROLE = "serving"
DATABASE = "fault"
PATIENCE_SECONDS = 120
SETTINGS = {
    "listen_addresses": "''",
    "max_connections": 60,
    "shared_buffers": "64MB",
    "jit": "off",
    # What a killed process has written is there, with or without: the machine does not go down.
    "fsync": "off",
    "log_min_messages": "fatal",
}


class Refused(Exception):
    """What PostgreSQL says; `sqlstate` is "" where it says nothing any more."""

    def __init__(self, sqlstate, message):
        super().__init__(f"{sqlstate} {message}".strip())
        self.sqlstate = sqlstate


class Session:
    """One connection, blocking. Rows are lists of texts and None."""

    def __init__(self, directory, user="postgres", database=DATABASE):
        self._socket = socket.socket(socket.AF_UNIX)
        self._socket.settimeout(PATIENCE_SECONDS)
        self._bytes = b""
        try:
            self._socket.connect(os.path.join(directory, ".s.PGSQL.5432"))
            start = b"".join(text.encode() + b"\0" for text in ("user", user, "database", database))
            self._socket.sendall(struct.pack("!II", len(start) + 9, 196608) + start + b"\0")
            self._until_ready()
        except OSError as error:
            self.close()
            raise Refused("", str(error)) from error
        except BaseException:
            self.close()
            raise

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._socket.close()

    def rows(self, sql):
        """Of the last statement of several."""
        text = sql.encode() + b"\0"
        try:
            self._socket.sendall(b"Q" + struct.pack("!I", len(text) + 4) + text)
            return self._until_ready()
        except OSError as error:
            raise Refused("", str(error)) from error

    def value(self, sql):
        return self.rows(sql)[0][0]

    def _until_ready(self):
        rows, refused = [], None
        while True:
            kind, body = self._message()
            if kind == b"T":
                rows = []
            elif kind == b"D":
                rows.append(_row(body))
            elif kind == b"E":
                refused = _refused(body)
                if refused.sqlstate.startswith(("57P", "28", "53", "3D")):
                    raise refused  # nothing follows
            elif kind == b"Z":
                if refused:
                    raise refused
                return rows

    def _message(self):
        head = self._read(5)
        return head[:1], self._read(struct.unpack("!I", head[1:])[0] - 4)

    def _read(self, size):
        while len(self._bytes) < size:
            more = self._socket.recv(65536)
            if not more:
                raise Refused("", "PostgreSQL hung up")
            self._bytes += more
        taken, self._bytes = self._bytes[:size], self._bytes[size:]
        return taken


def _row(body):
    count, at, row = struct.unpack_from("!H", body)[0], 2, []
    for _ in range(count):
        (size,) = struct.unpack_from("!i", body, at)
        at += 4
        row.append(None if size < 0 else body[at:at + size].decode())
        at += max(size, 0)
    return row


def _refused(body):
    fields = {part[:1]: part[1:].decode() for part in body.split(b"\0") if part}
    return Refused(fields.get(b"C", ""), fields.get(b"M", ""))


class PostgreSQL:
    """A cluster with the database, from `with` to its end; it runs when it is made."""

    def __init__(self, **settings):
        self.directory = tempfile.mkdtemp(prefix="fraiseql-fault-")
        os.chmod(self.directory, 0o755)
        self.log = os.path.join(self.directory, "postgres.log")
        self._data = os.path.join(self.directory, "data")
        self._settings = SETTINGS | settings
        self._as_owner = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.directory, owner.pw_uid, owner.pw_gid)
            self._as_owner = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def __enter__(self):
        try:
            self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8",
                      "--locale=C.UTF-8", "--no-sync")
            with open(os.path.join(self._data, "postgresql.conf"), "a", encoding="utf-8") as file:
                for name, value in self._settings.items():
                    file.write(f"{name} = {value}\n")
                file.write(f"unix_socket_directories = '{self.directory}'\n")
            self.start()
            with self.session(database="postgres") as session:
                session.rows(f"create database {DATABASE}")
                session.rows(f"create role {SERVING_ROLE} login nosuperuser nobypassrls")
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.runs():
            self.stop("immediate")
        shutil.rmtree(self.directory, ignore_errors=True)

    def runs(self):
        return os.path.exists(os.path.join(self._data, "postmaster.pid"))

    def start(self):
        """Answers when PostgreSQL takes connections, after its recovery if need be."""
        self._pg_ctl("-l", self.log, "start")

    def stop(self, mode):
        """`fast`: open transactions are undone first. `immediate`: as if it were killed."""
        self._pg_ctl("-m", mode, "stop")

    def crash(self, pid):
        """Kills one of its processes, upon which PostgreSQL ends all sessions and recovers."""
        os.kill(int(pid), signal.SIGKILL)

    def url(self, role=SERVING_ROLE, database=DATABASE):
        return f"postgresql:///{database}?host={self.directory}&user={role}"

    def session(self, user="postgres", database=DATABASE):
        return Session(self.directory, user, database)

    def rows(self, sql):
        with self.session() as session:
            return session.rows(sql)

    def value(self, sql):
        return self.rows(sql)[0][0]

    def apply(self, directory):
        """Each file of SQL, in the order of the names, by the superuser."""
        for name in sorted(os.listdir(directory)):
            with open(os.path.join(directory, name), encoding="utf-8") as file:
                self.rows(file.read())

    @contextlib.contextmanager
    def logged_statements(self):
        """Its log has all that is executed meanwhile."""
        for value in ("all", "none"):
            level = "log" if value == "all" else self._settings["log_min_messages"]
            self.rows(f"alter system set log_statement = '{value}'")
            self.rows(f"alter system set log_min_messages = '{level}'")
            self.rows("select pg_reload_conf()")
            if value == "all":
                yield

    def log_size(self):
        return os.path.getsize(self.log)

    def log_since(self, size):
        with open(self.log, encoding="utf-8", errors="replace") as file:
            file.seek(size)
            return file.read().splitlines()

    def _pg_ctl(self, *arguments):
        self._run("pg_ctl", "-D", self._data, "-w", "-t", str(PATIENCE_SECONDS), *arguments)

    def _run(self, name, *arguments):
        # The postmaster inherits the descriptors: a pipe would never end.
        log = os.path.join(self.directory, "commands.log")
        with open(log, "a+", encoding="utf-8") as out:
            ended = subprocess.run([postgres_program(name), *arguments], cwd="/", stdout=out,
                                   stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
                                   start_new_session=True, env=environment_for_tools(),
                                   **self._as_owner)
            if ended.returncode != 0:
                out.seek(0)
                raise SystemExit(f"error: {name} failed\n{out.read()}")
