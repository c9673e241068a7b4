"""A private PostgreSQL cluster for one benchmark run.

It lives in a temporary directory, listens on a unix socket there only, and is gone with
the directory when the `with` block ends. Run by root it belongs to the user postgres,
since PostgreSQL refuses to run as root. The load comes from `serving_role`, which is no
superuser and may only read the read tables and call functions.
"""

import glob
import os
import pwd
import shutil
import subprocess
import tempfile

SETTINGS = {
    "listen_addresses": "''",
    "max_connections": 150,
    "shared_buffers": "512MB",
    "jit": "off",
    "autovacuum": "off",  # its work would fall into one side's turn only
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


class Cluster:
    def __init__(self):
        self.directory = tempfile.mkdtemp(prefix="fraiseql-bench-")
        self.data = os.path.join(self.directory, "data")
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
            self._run("pg_ctl", "-D", self.data, "-w", "-l", f"{self.directory}/postgres.log", "start")
            with open(os.path.join(self.data, "postmaster.pid"), encoding="utf-8") as file:
                self.postmaster = int(file.readline())
            self.sql(f"create database {DATABASE}", database="postgres")
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


def fill_with_notes(cluster, sql_files, count):
    """The quickstart's tables with `count` notes of about 450 bytes, and a role to serve them.

    The ids are md5 of the note's number, so that pgbench can draw an existing one.
    """
    for path in sql_files:
        cluster.sql_file(path)
    cluster.sql(f"""
      delete from tv_note; delete from tb_note;
      insert into tb_note (id, identifier, title, body)
      select md5(i::text)::uuid, 'note-' || i, 'Note number ' || i, repeat(md5('b' || i), 10)
        from generate_series(1, {count}) i;
      insert into tv_note (id, identifier, data)
      select id, identifier, jsonb_build_object('id', id, 'identifier', identifier,
                                                'title', title, 'body', body) from tb_note;""")
    cluster.sql("vacuum analyze")
    cluster.sql("checkpoint")
    cluster.sql(f"""
      create role {SERVING_ROLE} login nosuperuser;
      grant select on tv_note to {SERVING_ROLE};
      grant select, insert on tb_note to {SERVING_ROLE};""")
