"""What is deployed by is what Leadline is: settings, options, addresses, versions."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from leadline.cli.serve import serve
from leadline.web.front.health import HealthMiddleware
from tools import sbom

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
CHART = DEPLOY / "helm" / "leadline"
CONTAINER = (DEPLOY / "container" / "Containerfile").read_text()
TEMPLATES = sorted((CHART / "templates").glob("*.yaml"))
FILES = [path for path in sorted(DEPLOY.rglob("*")) if path.is_file()]
DIRECTIVE = re.compile(r"\{\{-?\s*(.*?)\s*-?\}\}")


def name(path: Path) -> str:
    return str(path.relative_to(DEPLOY))


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_setting_that_a_file_names_is_one(path: Path) -> None:
    page = (ROOT / "docs/reference/settings.md").read_text()
    # What the files of compose ask of who runs them.
    known = {*re.findall(r"`(\w+)`", page), "LEADLINE_NAME"}

    assert set(re.findall(r"LEADLINE_[A-Z0-9_]+", path.read_text())) <= known


def test_every_option_that_a_file_gives_is_one_of_serve() -> None:
    pod = (CHART / "templates" / "statefulset.yaml").read_text()
    unit = (DEPLOY / "systemd" / "leadline.service").read_text()
    given = [
        *re.findall(r"^ +- (--[\w-]+)", pod, re.M),
        *re.findall(r"(--[\w-]+)", unit.partition("ExecStart=")[2].splitlines()[0]),
        *re.findall(r'"(--[\w-]+)"', CONTAINER.partition("CMD [")[2]),
        *composed("postgres.yaml")["services"]["leadline"]["command"][1:],
    ]
    known = {o for one in serve.params for o in (*one.opts, *one.secondary_opts)}

    assert {option.partition("=")[0] for option in given} <= known
    assert len(given) > 10


def test_the_container_is_nobody_and_writes_one_folder() -> None:
    lines = [line for line in CONTAINER.splitlines() if not line.startswith("#")]
    last = "\n".join(lines).rpartition("\nFROM ")[2]

    assert re.findall(r"^USER (\S+)", last, re.M) == ["10001:10001"]
    assert re.findall(r"^VOLUME (\S+)", last, re.M) == ["/data"]
    assert "LEADLINE_DATA_DIR=/data" in last
    assert "/readyz" in last.partition("HEALTHCHECK")[2]
    assert "--require-hashes -r requirements.lock" in CONTAINER
    assert "--require-hashes -r requirements-image.lock" in CONTAINER
    # With LEADLINE_S3 a pod starts only where this is there.
    assert "\nboto3==" in (ROOT / "requirements-image.lock").read_text()
    assert all(
        re.search(r":\d", image)
        for image in re.findall(r"^FROM (\S+)", CONTAINER, re.M)
    )
    ignored = (ROOT / ".dockerignore").read_text().split()
    needed = {"src", "tools", "requirements.lock", "requirements-build.lock", "docs",
              "requirements-image.lock",
              "pyproject.toml", "CHANGELOG.md", "README.md", "LICENSE"}  # fmt: skip
    assert not needed & set(ignored)


def composed(name: str) -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((DEPLOY / "compose" / name).read_text())
    return said


def test_on_one_machine_it_can_write_its_volume_alone() -> None:
    leadline = composed("compose.yaml")["services"]["leadline"]

    assert leadline["read_only"] is True
    assert leadline["volumes"] == ["data:/data"]
    assert leadline["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in leadline["security_opt"]
    assert "ports" not in leadline, "the proxy alone is reached from outside"
    file = DEPLOY / "compose" / leadline["build"]["context"]
    assert (file / leadline["build"]["dockerfile"]).is_file()


def test_the_proxy_that_is_believed_is_the_one_that_runs() -> None:
    services = composed("compose.yaml")["services"]

    proxy = services["proxy"]["networks"]["front"]["ipv4_address"]
    assert services["leadline"]["environment"]["LEADLINE_PROXIES"] == proxy


def test_with_postgresql_both_files_name_the_same_things() -> None:
    one, more = composed("compose.yaml"), composed("postgres.yaml")
    address = more["services"]["leadline"]["environment"]["LEADLINE_DATABASE_URL"]

    assert "leadline" in one["services"]
    assert "@database:5432/leadline" in address
    assert set(more["services"]["database"]["networks"]) <= set(one["networks"])
    assert set(more["volumes"]) == {"database"}


def values() -> dict[str, Any]:
    said: dict[str, Any] = yaml.safe_load((CHART / "values.yaml").read_text())
    return said


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_asks_for_values_that_there_are(path: Path) -> None:
    for said in re.findall(r"\.Values((?:\.\w+)+)", path.read_text()):
        here: Any = values()
        for step in said.strip(".").split("."):
            assert step in here, f"{path.name} asks for .Values{said}"
            here = here[step]


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_is_yaml_once_its_directives_are_done(path: Path) -> None:
    words = [found.split()[0] for found in DIRECTIVE.findall(path.read_text())]
    opened = sum(word in ("if", "with", "range", "define") for word in words)
    assert opened == words.count("end")

    lines = [DIRECTIVE.sub("x", line) for line in path.read_text().splitlines()
             if not re.fullmatch(r"\s*\{\{.*\}\}", line)]  # fmt: skip
    made = yaml.safe_load("\n".join(lines))
    assert {"apiVersion", "kind", "metadata", "spec"} <= set(made)


def test_the_pod_is_the_container_and_asks_what_it_answers() -> None:
    text = (CHART / "templates" / "statefulset.yaml").read_text()
    answers = HealthMiddleware(lambda _: None).answers  # type: ignore[arg-type,return-value]

    assert set(re.findall(r"path: (/\w+)", text)) <= set(answers)
    assert re.search(r"readinessProbe:\s+httpGet:\s+path: /readyz", text)
    assert {"10001"} == set(re.findall(r"(?:runAs\w+|fsGroup): (\d+)", text))
    assert "readOnlyRootFilesystem: true" in text
    assert values()["replicas"] == 1, "more need a database and a store that are named"
    asked = set(
        re.findall(r"\.Values\.(\w+)", "".join(p.read_text() for p in TEMPLATES))
    )
    assert set(values()) == asked, "a value that nothing reads"


def test_the_chart_brings_the_version_that_was_released() -> None:
    chart = yaml.safe_load((CHART / "Chart.yaml").read_text())
    released = sbom.VERSION.search((ROOT / "CHANGELOG.md").read_text())

    assert released
    assert chart["version"] == chart["appVersion"] == released[1]


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="no systemd here")
def test_systemd_takes_the_unit_and_finds_it_hardened(tmp_path: Path) -> None:
    unit = tmp_path / "leadline.service"
    text = (DEPLOY / "systemd" / "leadline.service").read_text()
    unit.write_text(text.replace("/opt/leadline/bin/leadline", "/bin/true"))

    def asked(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["systemd-analyze", *words, str(unit)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip

    verified = asked("verify")
    assert (verified.returncode, verified.stderr) == (0, "")
    # 2.0 of 10: it needs the network, and children that it ends.
    hardened = asked("security", "--offline=true", "--threshold=20")
    assert hardened.returncode == 0, hardened.stdout[-400:]


def test_the_bill_names_every_package_of_the_lock(tmp_path: Path) -> None:
    lock = (ROOT / "requirements.lock").read_text()
    pinned = set(re.findall(r"^([a-z][\w.-]*)==([^\s;\\]+)", lock, re.M))

    sbom.write_sbom(tmp_path / "bill.json")

    bill = json.loads((tmp_path / "bill.json").read_text())
    named = {(part["name"].lower(), part["version"]) for part in bill["components"]}
    assert named == pinned
    assert all(part["purl"].startswith("pkg:pypi/") for part in bill["components"])
    about = bill["metadata"]["component"]
    assert (about["name"], about["licenses"][0]["license"]["id"]) == (
        "leadline", "Apache-2.0",
    )  # fmt: skip
    assert sys.prefix not in json.dumps(bill), "nothing of the machine that built it"
