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
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
VENV = os.path.join(ROOT, ".venv")
PYTHON = os.path.join(VENV, "bin", "python")
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
BUILD_LOCK = "requirements-build.lock"
NOWHERE = subprocess.DEVNULL


def stop(line):
    """End with one clear line."""
    sys.exit("leadline: " + line)


def fingerprint(mode):
    """Return what the environment depends on, as one short text."""
    digest = hashlib.sha256(sys.version.encode())
    names = [LOCKS[mode], BUILD_LOCK, "pyproject.toml", "CHANGELOG.md"]
    for top in ("tools", os.path.join("src", "leadline", "web", "static")):
        for folder, _, found in os.walk(os.path.join(ROOT, top)):
            names += [os.path.join(folder, n) for n in found if n[-4:] != ".pyc"]
    for name in names[:4] + sorted(names[4:]):
        with open(os.path.join(ROOT, name), "rb") as file:
            digest.update(file.read())
    return digest.hexdigest()


def run(*command, **how):
    """Run a command in the repository; return whether it went well."""
    return subprocess.call(command, cwd=ROOT, **how) == 0


def make_with_uv(mode, folder):
    """Make and fill the environment with uv; return whether it went well."""
    if not shutil.which("uv"):
        return False
    python = os.path.realpath(sys.executable)
    bench = os.path.join(folder, "uv")
    options = ["-q", "--compile-bytecode"] if mode == "dev" else ["-q"]

    def install(into, *words):
        return run("uv", "pip", "install", *options, "--python", into, *words)

    done = (
        (os.path.exists(PYTHON) or run("uv", "venv", "-q", "--python", python, VENV))
        and run("uv", "venv", "-q", "--python", python, bench)
        and fill(mode, install, bench)
    )
    if not done:
        print("leadline: uv could not do it; trying pip.", file=sys.stderr)
    return done


def make_with_pip(mode, folder):
    """Make and fill the environment with venv and pip, which heed pip's settings."""
    bench = os.path.join(folder, "pip")
    for place in (VENV, bench):
        if not os.path.exists(os.path.join(place, "bin", "python")):
            run(sys.executable, "-m", "venv", "--without-pip", place) or stop(
                "could not make .venv; is this folder writable?"
            )
    pip = [os.path.join(bench, "bin", "python"), "-m", "pip"]
    if not run(pip[0], "-m", "ensurepip", stdout=NOWHERE, stderr=NOWHERE):
        # Debian keeps ensurepip in a package of its own.
        pip = [sys.executable, "-m", "pip"]
        if not run(*pip, "--version", stdout=NOWHERE):
            stop("pip is missing. Install it first: sudo apt install python3-venv")
    options = ["-qq", "--disable-pip-version-check"]
    if mode == "run":
        options.append("--no-compile")

    def install(into, *words):
        return run(*pip, "--python", into, "install", *options, *words)

    if not fill(mode, install, bench):
        stop("the packages could not be installed; the lines above say why.")


def fill(mode, install, bench):
    """Install the lock, then Leadline itself; return whether it went well.

    What builds Leadline (and its styles, scripts and fonts) is in an environment of
    its own, which goes away, so that none of it stays in the one that runs.
    """
    builder = os.path.join(bench, "bin", "python")
    build = [builder, "-m", "hatchling", "build", "-t", "wheel:editable", "-d", bench]
    # A lock names everything there is: pip would look for "pydantic[email]" beside it.
    exactly = ("--no-deps", "--require-hashes", "-r")
    return (
        install(PYTHON, *exactly, LOCKS[mode])
        and install(builder, *exactly, BUILD_LOCK)
        # Once more aloud, to say why it could not be done.
        and (run(*build, stdout=NOWHERE, stderr=NOWHERE) or run(*build))
        and install(PYTHON, "--no-deps", "--force-reinstall", *wheels(bench))
    )


def wheels(folder):
    """Return the wheels in a folder."""
    return [os.path.join(folder, n) for n in os.listdir(folder) if n.endswith(".whl")]


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
    folder = tempfile.mkdtemp(prefix="leadline-build-")
    try:
        make_with_uv(mode, folder) or make_with_pip(mode, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    run(PYTHON, os.path.join("tools", "lighten.py"))
    compileall.compile_dir(os.path.join(ROOT, "src"), quiet=2)
    with open(stamp, "w") as file:
        file.write(wanted)


if __name__ == "__main__":
    main()
