"""The models inside installed packages, held against what was published."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from leadline.engine.errors import EngineError


def published(package: str, name: str, digest: str, wheel: str = "") -> bytes:
    """Return the bytes of a model file, or say that it is not the published one.

    The only files the engine touches are these: found by the package's name and held
    against the digest they were published with.

    Parameters
    ----------
    package : str
        The package the file comes in.
    name : str
        The file's place inside the package.
    digest : str
        SHA-256 of the published file, in hexadecimal.
    wheel : str, optional
        What to install, where that has another name than the package.

    Returns
    -------
    bytes
        The whole file.

    Raises
    ------
    EngineError
        If the package or the file is missing, or the file is another one.

    Examples
    --------
    >>> published("no_such_package", "model.onnx", "0" * 64)
    Traceback (most recent call last):
    ...
    leadline.engine.errors.EngineError: The model no_such_package/model.onnx is \
missing: install the package no_such_package.
    """
    install = f"install the package {wheel or package}"
    spec = find_spec(package)
    roots = list(spec.submodule_search_locations or []) if spec else []
    path = Path(roots[0]) / name if roots else None
    if path is None or not path.is_file():
        raise EngineError(f"The model {package}/{name} is missing: {install}.")
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != digest:
        raise EngineError(
            f"The model {package}/{name} is not the file that was published: "
            f"{install} again."
        )
    return content
