"""A store of files that speaks as Amazon's S3 does, on a port of this machine."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager

import boto3
import pytest

BUCKET = "leadline-files"
KEYS = {
    "AWS_ACCESS_KEY_ID": "a-key",
    "AWS_SECRET_ACCESS_KEY": "a secret that signs",
    "AWS_DEFAULT_REGION": "eu-central-1",
}


@contextmanager
def running() -> Iterator[dict[str, str]]:
    """Run a store with an empty bucket; yield the variables that lead to it."""
    server = pytest.importorskip("moto.server").ThreadedMotoServer(
        ip_address="127.0.0.1", port=0, verbose=False
    )
    server.start()
    host, port = server.get_host_and_port()
    named = {**KEYS, "AWS_ENDPOINT_URL_S3": f"http://{host}:{port}"}
    try:
        client = boto3.client(
            "s3",
            endpoint_url=named["AWS_ENDPOINT_URL_S3"],
            region_name=KEYS["AWS_DEFAULT_REGION"],
            aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
            aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        )
        where = {"LocationConstraint": KEYS["AWS_DEFAULT_REGION"]}
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration=where)
        yield named
    finally:
        forget = f"{named['AWS_ENDPOINT_URL_S3']}/moto-api/reset"
        urllib.request.urlopen(forget, data=b"", timeout=20).close()
        server.stop()
