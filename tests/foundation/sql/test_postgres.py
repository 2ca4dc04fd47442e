"""Questions to PostgreSQL: nothing is written, and nothing but tables is read."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal

import psycopg
import pytest

from leadline.foundation.errors import Invalid
from leadline.foundation.sql import Gates, Place, SourceKind, ask, plain_place
from leadline.foundation.sql.places import number_of, server_of
from tools import postgres

OPEN = Gates(allow_private=True)


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[str, int]]:
    """A server that is asked over the net, with orders and a role that reads them."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with postgres.server(f"-h 127.0.0.1 -p {port}") as found:
        owner = f"{found['LEADLINE_DATABASE_URL']}&port={port}"
        with psycopg.connect(owner, autocommit=True) as connection:
            for line in SET_UP:
                connection.execute(line)
        yield owner, port


SET_UP = (
    "create role reader login password 'word'",
    "create table orders (day date, n integer, who text)",
    "insert into orders values ('2026-10-01', 4, 'a@x.example'), ('2026-10-02', 9, '')",
    "create table salaries (n integer)",
    "grant select on orders to reader",
    "grant create on schema public to reader",
    "create sequence steps",
    "grant usage on sequence steps to reader",
    "create function write_one() returns integer language sql security definer as "
    "'insert into salaries values (1) returning n'",
)


def place(server: tuple[str, int], seconds: float = 20) -> Place:
    address = f"postgresql://reader@127.0.0.1:{server[1]}/postgres?sslmode=disable"
    return Place(SourceKind.POSTGRESQL, address, "word", OPEN, seconds)


def test_a_server_answers_with_days_and_numbers(server: tuple[str, int]) -> None:
    answer = ask(place(server), "select day, n from orders order by 1; ")

    assert answer.rows == (
        (date(2026, 10, 1), Decimal(4)),
        (date(2026, 10, 2), Decimal(9)),
    )


@pytest.mark.parametrize(
    "sql",
    [
        "select 1; select 2",
        "select 1; commit; delete from orders",
        "delete from orders",
        "with gone as (delete from orders returning n) select count(*) from gone",
        "insert into orders values (current_date, 1) returning n",
        "create table mine as select 1",
        "select n into mine from orders",
        "select write_one()",
        "select nextval('steps')",
        "select n from orders for update",
        "select set_config('transaction_read_only', 'off', true)::int",
        "set transaction read write",
        "commit",
        "do $$ begin insert into orders values (current_date, 1); end $$",
        "copy orders to stdout",
        "copy orders to program 'touch /tmp/x'",
        "copy orders from '/etc/passwd'",
        "select length(pg_read_file('/etc/passwd'))",
        "select size from pg_stat_file('/etc/passwd')",
        "select count(*) from pg_ls_dir('/')",
        "select lo_import('/etc/passwd')",
        "select lo_export(1, '/tmp/x')",
        "select n from salaries",
        "listen x",
        "explain analyze select 1",
    ],
)
def test_a_question_does_nothing_but_read_what_its_role_may(
    server: tuple[str, int], sql: str
) -> None:
    with pytest.raises(Invalid):
        ask(place(server), sql)

    with psycopg.connect(server[0]) as connection:
        assert connection.execute(
            "select (select count(*) from orders), (select count(*) from salaries), "
            "(select is_called from steps), to_regclass('mine')"
        ).fetchone() == (2, 0, False, None)


def test_a_question_that_sleeps_is_stopped(server: tuple[str, int]) -> None:
    begun = time.monotonic()
    with pytest.raises(Invalid, match=r"more than 0\.5 seconds and was stopped"):
        ask(
            place(server, 0.5),
            "select 1 from (select set_config('statement_timeout', '0', false)) a, "
            "pg_sleep(30)",
        )
    assert time.monotonic() - begun < 25


def test_an_answer_without_end_is_cut(server: tuple[str, int]) -> None:
    with pytest.raises(Invalid, match="more than 5,000 rows"):
        ask(place(server), "select generate_series(1, 1000000000)")


def test_what_goes_wrong_tells_no_value_of_a_table(server: tuple[str, int]) -> None:
    with pytest.raises(Invalid, match="does not fit") as refused:
        ask(place(server), "select who::int from orders order by n limit 1")
    assert "x.example" not in str(refused.value)


def test_a_role_that_may_do_more_than_read_is_refused(server: tuple[str, int]) -> None:
    with psycopg.connect(server[0], autocommit=True) as connection:
        connection.execute("create role files login in role pg_read_server_files")
        connection.execute("create role boss login superuser")
    for role in ("files", "boss"):
        strong = place(server).address.replace("reader", role)
        with pytest.raises(Invalid, match="may do more than read"):
            ask(replace(place(server), address=strong), "select 1")


@pytest.mark.parametrize(
    "sql", ["select lo_create(4242)::bigint", "select lo_from_bytea(0, 'a')::bigint"]
)
def test_nothing_that_a_question_makes_is_left(
    server: tuple[str, int], sql: str
) -> None:
    with suppress(Invalid):  # a server of version 16 or later refuses it itself
        ask(place(server), sql)

    with psycopg.connect(server[0]) as connection:
        made = connection.execute("select count(*) from pg_largeobject_metadata")
        assert made.fetchone() == (0,)


def test_a_database_of_leadline_is_not_read(server: tuple[str, int]) -> None:
    with psycopg.connect(server[0], autocommit=True) as connection:
        connection.execute("create database ours")
    with psycopg.connect(f"{server[0]}&dbname=ours", autocommit=True) as connection:
        connection.execute("create table accounts_workspace (id int)")
        connection.execute("create table accounts_membership (id int)")
        connection.execute("create schema other")
        connection.execute("create table other.accounts_workspace (id int)")
    ours = place(server).address.replace("/postgres", "/ours")

    with pytest.raises(Invalid, match="of Leadline itself"):
        ask(replace(place(server), address=ours), "select 1")


def test_a_role_that_reaches_other_servers_is_refused(server: tuple[str, int]) -> None:
    with psycopg.connect(server[0], autocommit=True) as connection:
        connection.execute(
            "create function dblink_connect(text) returns text language sql as "
            "'select $1'"
        )
        try:
            with pytest.raises(Invalid, match="dblink"):
                ask(place(server), "select 1")
        finally:
            connection.execute("drop function dblink_connect")


def test_a_server_that_is_not_there_is_said_so_without_its_address() -> None:
    with socket.socket() as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    there = f"postgresql://reader@127.0.0.1:{port}/shop?sslmode=disable"
    with pytest.raises(Invalid, match="could not be reached") as refused:
        ask(Place(SourceKind.POSTGRESQL, there, "word", OPEN), "select 1")
    assert "127" not in str(refused.value)
    assert "word" not in str(refused.value)


def test_a_private_server_is_read_only_where_the_operator_allows_it() -> None:
    server = server_of("postgresql://r@db.example.com/shop")

    def inside(*_: object, **__: object) -> list[object]:
        return [(0, 0, 0, "", ("10.0.0.7", 5432))]

    def mixed(*_: object, **__: object) -> list[object]:
        return [(0, 0, 0, "", ("93.184.215.14", 5432)), *inside()]

    for resolve in (inside, mixed):
        with pytest.raises(Invalid, match="private network"):
            number_of(server, Gates(), resolve)
    assert number_of(server, OPEN, inside) == "10.0.0.7"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "mysql://r@db.example.com/shop",
        "postgresql://db.example.com/shop",
        "postgresql://r@db.example.com",
        "postgresql://r@/shop?host=/var/run/postgresql",
        "postgresql://r@db.example.com/shop?sslkey=/etc/key",
        "postgresql://r@db.example.com/shop?options=-cdefault_transaction_read_only=0",
        "postgresql://r@db.example.com/shop?sslmode=maybe",
        "postgresql://r@db.example.com:99999/shop",
        "host=db.example.com dbname=shop user=r",
    ],
)
def test_an_address_says_a_server_and_nothing_else(address: str) -> None:
    with pytest.raises(Invalid):
        plain_place(SourceKind.POSTGRESQL, address, Gates())


def test_a_password_in_an_address_is_taken_out_of_it() -> None:
    said = "postgres://me:p%40ss@db.example.com:6432/shop?sslmode=verify-full"

    assert plain_place(SourceKind.POSTGRESQL, said, Gates()) == (
        "postgresql://me@db.example.com:6432/shop?sslmode=verify-full",
        "p@ss",
    )
