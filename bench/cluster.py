"""A private PostgreSQL cluster for one benchmark run.

It lives in a temporary directory, listens on a unix socket there only, and is gone with
the directory when the `with` block ends. Run by root it belongs to the user postgres,
since PostgreSQL refuses to run as root. The load comes from `serving_role`, which is no
superuser and may only do what each benchmark grants it.
"""

import glob
import os
import pwd
import re
import shutil
import subprocess
import tempfile
import time

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": 150,
    "shared_buffers": "512MB",
    "jit": "off",
    # The work of these would fall into one side's turn only.
    "autovacuum": "off",
    "checkpoint_timeout": "1h",
    "max_wal_size": "8GB",
    "max_parallel_workers_per_gather": 0,
}
SERVING_ROLE = "bench"
DATABASE = "bench"


def postgres_program(name):
    """The newest installed PostgreSQL's program of that name."""
    found = glob.glob(f"/usr/lib/postgresql/*/bin/{name}")
    if found:
        return max(found, key=lambda path: int(path.split("/")[4]))
    path = shutil.which(name)
    if path is None:
        raise SystemExit(f"error: {name} is not installed (Debian: postgresql)")
    return path


def environment_for_tools():
    """Without what would lead a program to another server, or to settings of another project."""
    return {name: value for name, value in os.environ.items()
            if not name.startswith(("FRAISEQL_", "PG")) and name not in (
                "HOST", "PORT", "DATABASE_URL")}


class Cluster:
    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="fraiseql-bench-")
        self.data = os.path.join(self.directory, "data")
        self.log = os.path.join(self.directory, "postgres.log")
        self.postmaster = None
        self._as_owner = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.directory, owner.pw_uid, owner.pw_gid)
            self._as_owner = {"user": "postgres", "group": "postgres", "extra_groups": []}

    def __enter__(self):
        try:
            self._run("initdb", "-D", self.data, "-U", "postgres", "-A", "trust",
                      "-E", "UTF8", "--locale=C.UTF-8", "--no-sync")
            with open(os.path.join(self.data, "postgresql.conf"), "a", encoding="utf-8") as file:
                for name, value in SETTINGS.items():
                    file.write(f"{name} = {value}\n")
                file.write(f"unix_socket_directories = '{self.directory}'\n")
            self._run("pg_ctl", "-D", self.data, "-w", "-l", self.log, "start")
            with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
                self.postmaster = int(file.readline())
            self.sql(f"create database {DATABASE}", database="postgres")
            self.sql(f"create role {SERVING_ROLE} login nosuperuser")
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if os.path.exists(os.path.join(self.data, "postmaster.pid")):
            # Nothing of it is kept, so nothing needs to be written.
            self._run("pg_ctl", "-D", self.data, "-w", "-m", "immediate", "stop", check=False)
        shutil.rmtree(self.directory, ignore_errors=True)

    def url(self, role):
        return f"postgresql:///{DATABASE}?host={self.directory}&user={role}"

    def sql(self, text, database=DATABASE):
        """Runs it as superuser; what it answers, unaligned."""
        return self._psql("-d", database, "-c", text)

    def sql_file(self, path):
        self._psql("-d", DATABASE, "-f", path)

    def logged_statements(self, ask, count=1):
        """The statements that the serving role sends while `ask()` runs, as PostgreSQL logs them,
        each with its parameters as text, in their order; None is null."""
        self._log_statements("all")
        with open(self.log, encoding="utf-8") as file:
            file.seek(0, os.SEEK_END)
            ask()
            deadline = time.monotonic() + 10
            text = ""
            while time.monotonic() < deadline and len(re.findall(r"execute .*\n", text)) < count:
                time.sleep(0.05)
                text += file.read()
        self._log_statements("none")
        found = re.findall(r"LOG:  execute [^:]*: (SELECT .*)\n(?:.*DETAIL:  parameters: (.*)\n)?", text)
        # What says who asks, and what undoes what a function left, is no part of the request.
        found = [one for one in found if not one[0].startswith("SELECT pg_catalog.")]
        if len(found) != count:
            raise SystemExit(f"error: {len(found)} statements instead of {count}\n{text}")
        return [(statement, [None if value == "NULL" else value[1:-1].replace("''", "'") for value in
                             re.findall(r"\$\d+ = (NULL|'(?:[^']|'')*')", values)])
                for statement, values in found]

    def _log_statements(self, which):
        self.sql(f"alter system set log_statement = '{which}'")
        self.sql("select pg_reload_conf()")
        shown = None
        deadline = time.monotonic() + 10
        while shown != which and time.monotonic() < deadline:
            time.sleep(0.05)
            shown = self.sql("show log_statement")

    def version(self):
        return self.sql("show server_version").split()[0]

    def _psql(self, *arguments):
        return subprocess.run(
            [postgres_program("psql"), "-h", self.directory, "-U", "postgres", "-X", "-q", "-A", "-t",
             "-v", "ON_ERROR_STOP=1", *arguments],
            check=True, stdout=subprocess.PIPE, text=True).stdout.strip()

    def _run(self, name, *arguments, check=True):
        # pg_ctl's postmaster inherits the descriptors: a pipe would never end.
        log = os.path.join(self.directory, "commands.log")
        with open(log, "a+", encoding="utf-8") as out:
            ended = subprocess.run([postgres_program(name), *arguments], cwd="/", stdout=out,
                                   stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                                   check=False, start_new_session=True, **self._as_owner)
            if check and ended.returncode != 0:
                out.seek(0)
                raise SystemExit(f"error: {name} failed\n{out.read()}")
