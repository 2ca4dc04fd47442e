"""Make ``.venv`` from the lock: uv where it is there, else pip. Old Pythons too.

    python3 tools/environment.py run|dev

It is quick when nothing changed, keeps to the syntax of Python 3.6 so that an
old one gets a clear line instead of a traceback, and needs no other module.
"""

import compileall
import hashlib
import os
import shutil
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}


def stop(line):
    """End with one clear line."""
    sys.exit("leadline: " + line)


def fingerprint(mode):
    """Return what the environment depends on, as one short text."""
    digest = hashlib.sha256(sys.version.encode())
    for name in (LOCKS[mode], "pyproject.toml", "CHANGELOG.md"):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def run(*command):
    """Run a command in the repository; return whether it went well."""
    return subprocess.call(command, cwd=ROOT) == 0


def has_pip():
    """Return whether the new environment has its own pip."""
    return subprocess.call([PYTHON, "-c", "import pip"], stderr=subprocess.DEVNULL) == 0


def make_with_uv(lock):
    """Make and fill the environment with uv; return whether it went well."""
    if not shutil.which("uv"):
        return False
    python = os.path.realpath(sys.executable)
    made = os.path.exists(PYTHON) or run("uv", "venv", "-q", "--python", python, VENV)
    install = ["uv", "pip", "install", "-q", "--python", PYTHON, "--compile-bytecode"]
    done = (
        made
        and run(*install, "--require-hashes", "-r", lock)
        and run(*install, "--no-deps", "--no-build-isolation", "-e", ".")
    )
    if not done:
        print("leadline: uv could not do it; trying pip.", file=sys.stderr)
    return done


def make_with_pip(lock):
    """Make and fill the environment with venv and pip, which heed pip's settings."""
    if not os.path.exists(PYTHON):
        run(sys.executable, "-m", "venv", "--without-pip", VENV) or stop(
            "could not make .venv; is this folder writable?"
        )
    pip = [PYTHON, "-m", "pip"]
    if not has_pip() and not run(PYTHON, "-m", "ensurepip"):
        # Debian keeps ensurepip in a package of its own.
        if run(sys.executable, "-m", "pip", "--version"):
            pip = [sys.executable, "-m", "pip", "--python", PYTHON]
        else:
            stop("pip is missing. Install it first: sudo apt install python3-venv")
    install = [*pip, "install", "-qq", "--disable-pip-version-check"]
    done = run(*install, "--require-hashes", "-r", lock) and run(
        *install, "--no-deps", "--no-build-isolation", "-e", "."
    )
    if not done:
        stop("the packages could not be installed; the lines above say why.")


def main():
    """Bring the environment up to date."""
    if sys.version_info < (3, 11):
        stop(
            "Python 3.11 or later is needed, this is {}.{}. "
            "Name another one: make demo PYTHON=python3.12".format(*sys.version_info)
        )
    mode = sys.argv[1] if len(sys.argv) > 1 else "run"
    stamp = os.path.join(VENV, "leadline-" + mode)
    wanted = fingerprint(mode)
    if os.path.exists(stamp) and os.path.exists(PYTHON):
        with open(stamp) as file:
            if file.read() == wanted:
                compileall.compile_dir(os.path.join(ROOT, "src"), quiet=2)
                return
    print("leadline: making .venv; the first time this takes a minute or two.")
    sys.stdout.flush()
    make_with_uv(LOCKS[mode]) or make_with_pip(LOCKS[mode])
    compileall.compile_dir(os.path.join(ROOT, "src"), quiet=2)
    with open(stamp, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    main()
