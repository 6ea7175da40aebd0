"""`dragoman run` and `dragoman load` from end to end: processes, a Dask cluster, an object store."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest
from program import Program, program

from dragoman.record.store import open_record
from dragoman.samples import ARTICLES

pytestmark = pytest.mark.parser


@pytest.fixture
def dragoman(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Program:
    return program(monkeypatch, capfdbinary)


@pytest.fixture
def news(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sixteen documents for four shards, and one that is none."""
    path = tmp_path / "news.jsonl"
    rows = ARTICLES.read_text(encoding="utf-8").splitlines()[:16]
    path.write_text("\n".join([*rows[:5], '{"title": "no text"}', *rows[5:]]) + "\n", encoding="utf-8")
    monkeypatch.setattr("dragoman.runs.shards.DOCUMENTS", 5)
    return path


def content(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_two_workers_write_what_one_writes_and_a_rerun_changes_nothing(
    dragoman: Program, news: Path, tmp_path: Path
) -> None:
    ended = dragoman("run", news, "--out", tmp_path / "one")
    assert ended.status == 1  # one refused
    assert "16 documents" in ended.err
    assert "1 refused" in ended.err
    assert "news.jsonl" in ended.err
    dragoman("run", news, "--out", tmp_path / "two", "--workers", 2)
    assert content(tmp_path / "one") == content(tmp_path / "two")
    before = content(tmp_path / "one")
    assert dragoman("run", news, "--out", tmp_path / "one").status == 1
    assert content(tmp_path / "one") == before


def test_loading_gives_the_record_that_reading_gives(dragoman: Program, news: Path, tmp_path: Path) -> None:
    dragoman("run", news, "--out", tmp_path / "out")
    loaded = dragoman("load", tmp_path / "out", "--record", tmp_path / "loaded.db")
    assert "16 new, 0 replaced, 0 unchanged; 1 refusals noted" in loaded.err
    assert "16 unchanged" in dragoman("load", tmp_path / "out", "--record", tmp_path / "loaded.db").err
    dragoman("read", news, "--record", tmp_path / "read.db")
    with open_record(tmp_path / "loaded.db") as one, open_record(tmp_path / "read.db") as other:
        assert list(one.records()) == list(other.records())
        assert one.events() == other.events()
        assert one.refusals() == other.refusals()


def test_nothing_to_load_is_said_and_makes_no_record(dragoman: Program, tmp_path: Path) -> None:
    ended = dragoman("load", tmp_path, "--record", tmp_path / "relations.db")
    assert ended.status == 2
    assert "no finished run" in ended.err
    assert not (tmp_path / "relations.db").exists()


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "killed"])
def test_a_run_that_is_stopped_goes_on(dragoman: Program, tmp_path: Path, stop: signal.Signals) -> None:
    rows = [json.loads(row) for row in ARTICLES.read_text(encoding="utf-8").splitlines()]
    news = tmp_path / "news.jsonl"
    news.write_text(
        "\n".join(json.dumps({**row, "source": f"{n}-{row['source']}"}) for n in range(4) for row in rows),
        encoding="utf-8",
    )
    command = [sys.executable, "-m", "dragoman", "run", str(news), "--out", str(tmp_path / "out"), "--workers", "2"]
    heard = signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background job would inherit deafness
    running = subprocess.Popen(command, stderr=subprocess.PIPE, start_new_session=True)
    signal.signal(signal.SIGINT, heard)
    deadline = time.monotonic() + 120
    while not list((tmp_path / "out").glob("shards/*.parquet")) and time.monotonic() < deadline:
        time.sleep(0.05)
    os.kill(running.pid, stop)
    _, said = running.communicate(timeout=60)
    assert not (tmp_path / "out" / "run.json").exists()
    if stop is signal.SIGINT:
        assert running.returncode == 130
        assert b"goes on from here" in said
    assert dragoman("run", news, "--out", tmp_path / "out").status == 0
    assert dragoman("run", news, "--out", tmp_path / "whole").status == 0
    assert content(tmp_path / "out") == content(tmp_path / "whole")


@pytest.mark.server
def test_a_dask_cluster_writes_the_same(dragoman: Program, news: Path, tmp_path: Path) -> None:
    pytest.importorskip("distributed", reason="needs the extra cluster")
    dragoman("run", news, "--out", tmp_path / "here")
    assert dragoman("run", news, "--out", tmp_path / "dask", "--cluster", "local:1").status == 1
    assert content(tmp_path / "here") == content(tmp_path / "dask")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """An object store of the kind S3 is, on this machine."""
    if find_spec("moto") is None or find_spec("s3fs") is None:
        pytest.skip("needs moto and s3fs")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    serving = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": address,
    }.items():
        monkeypatch.setenv(name, value)
    try:
        for _ in range(200):
            with socket.socket() as knock:
                if knock.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        else:
            pytest.skip("moto's server does not start here")
        yield address
    finally:
        serving.terminate()
        serving.wait(timeout=10)


@pytest.mark.server
@pytest.mark.filterwarnings("default")  # the client's own
def test_an_object_store_takes_inputs_and_outputs(dragoman: Program, news: Path, tmp_path: Path, store: str) -> None:
    import s3fs  # noqa: PLC0415 - only where it is installed

    files = s3fs.S3FileSystem(endpoint_url=store)
    files.mkdir("news-of-the-world")
    files.put(str(news), "news-of-the-world/in/news.jsonl")
    ended = dragoman("run", "s3://news-of-the-world/in", "--out", "s3://news-of-the-world/out")
    assert ended.status == 1, ended.err
    dragoman("run", news, "--out", tmp_path / "here")
    files.invalidate_cache()
    there = {p.removeprefix("news-of-the-world/out/"): files.cat_file(p) for p in files.find("news-of-the-world/out")}
    assert there == content(tmp_path / "here")
    loaded = dragoman("load", "s3://news-of-the-world/out", "--record", tmp_path / "loaded.db")
    assert "16 new" in loaded.err
