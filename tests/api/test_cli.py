"""The command line: help that shows a real call, exit statuses, one clear line for an error, one object for --json."""

from __future__ import annotations

import csv
import io
import json
import os
import shlex
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import typer

from api.cli import NAME, app, main
from api.exports import EXPORTS
from graph.server import ManagedServer
from graph.settings import settings
from graph.store import Store
from tests.files import ROOT, SAMPLE, records

COUNTRIES = "MATCH (c:Country) WHERE c.id IN $ids RETURN c.id AS id, c.name AS name ORDER BY id"
GOOD: dict[str, Any] = {
    "actor": "Russia",
    "relation": "supplies",
    "partner": "North Korea",
    "resource": "oil",
    "claimant": "Russia",
    "source_title": "A paper",
}


class Result(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str

    @property
    def error(self) -> str:
        """The error, which is one line on stderr, and nothing is on stdout."""
        assert self.out == ""
        assert self.err.startswith("bilat: ")
        assert self.err.endswith("\n")
        assert self.err.count("\n") == 1
        return self.err

    @property
    def json(self) -> Any:
        """The one object on stdout."""
        return json.loads(self.out)


Bilat = Callable[..., Result]


@pytest.fixture
def bilat(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Bilat]:
    """Runs a command in this process, with the environment that it finds now."""

    def run(*arguments: str) -> Result:
        monkeypatch.setattr(sys, "argv", [NAME, *arguments])
        settings.cache_clear()
        capsys.readouterr()
        code = 0
        try:
            main()
        except SystemExit as end:
            code = int(end.code or 0)
        out, err = capsys.readouterr()
        return Result(code, out, err)

    yield run
    settings.cache_clear()


@pytest.fixture
def facts(tmp_path: Path) -> Callable[..., str]:
    """Writes a file of records and answers its path."""

    def write(*rows: object) -> str:
        path = tmp_path / "facts.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
        return str(path)

    return write


def leaves(command: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Every command that does something, with its path."""
    commands = getattr(command, "commands", None)
    if commands is None:
        yield path, command
        return
    for name, one in commands.items():
        yield from leaves(one, (*path, name))


COMMANDS = dict(leaves(typer.main.get_command(app)))


class TestHelp:
    @pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
    def test_each_command_shows_a_call_that_it_understands(self, path: tuple[str, ...]) -> None:
        command = COMMANDS[path]
        [example] = [line.strip() for line in command.help.splitlines() if line.strip().startswith("Example:")]
        name, *words = shlex.split(example.removeprefix("Example:"))
        assert (name, tuple(words[: len(path)])) == (NAME, path)
        assert command.make_context(" ".join(path), words[len(path) :])

    @pytest.mark.parametrize("arguments", [(), ("--help",)])
    def test_alone_it_says_what_there_is(self, bilat: Bilat, arguments: tuple[str, ...]) -> None:
        result = bilat(*arguments)
        assert (result.code, result.err) == (0, "")
        assert all(f"  {path[0]} " in result.out for path in COMMANDS)

    def test_help_of_one(self, bilat: Bilat) -> None:
        result = bilat("load", "--help")
        assert result.code == 0
        assert "Example: bilat load facts.jsonl --rejects bad.jsonl" in result.out


class TestWrongUsage:
    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("nope", "No such command 'nope'. See 'bilat --help'."),
            ("load", "Missing argument 'PATH…'. See 'bilat load --help'."),
            ("load --nope", "No such option: --nope. See 'bilat load --help'."),
            ("view", "Missing command. See 'bilat view --help'."),
            ("view dyad PRK RUS", "Missing option '--out' / '-o'. See 'bilat view dyad --help'."),
            ("cypher x --format xml", "Invalid value for '--format'"),
            ("serve --port 99999", "Invalid value for '--port'"),
            ("query no-such", "There is no query 'no-such'; there are "),
            ("query suppliers-of nonsense", "'nonsense' is no parameter: write it as name=value."),
            ("query suppliers-of color=PRK", "takes no parameter 'color'. It takes: country, resource."),
            ("query suppliers-of country=Nrth", "Nrth"),
            ("cypher x --param x", "'x' is no parameter: write it as name=value."),
            ("export relations.xls", "There is no export file 'xls'; there are csv, jsonld, graphml, gexf, parquet."),
        ],
    )
    def test_it_ends_with_2_and_one_line(self, bilat: Bilat, home: Path, line: str, told: str) -> None:
        result = bilat(*line.split())
        assert result.code == 2
        assert told in result.error

    def test_serving_needs_a_free_port_and_a_key_for_others(
        self, bilat: Bilat, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = str(taken.getsockname()[1])
            for command in ("serve", "demo"):
                result = bilat(command, "--port", port)
                assert result.code == 2
                assert f"Port {port} of 127.0.0.1 is taken by another program: name another" in result.error
        monkeypatch.setenv("BILAT_API_KEYS", "")
        result = bilat("serve", "--host", "0.0.0.0", "--port", "0")
        assert result.code == 2
        assert "make a key with" in result.error

    @pytest.mark.parametrize(("name", "value"), [("BILAT_QUERY_ROWS", "abc"), ("BILAT_QUERY_SECONDS", "0")])
    def test_a_wrong_setting_is_named(
        self, bilat: Bilat, home: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
    ) -> None:
        monkeypatch.setenv(name, value)
        result = bilat("status")
        assert result.code == 2
        assert f"{name} is '{value}'" in result.error

    def test_a_vocabulary_that_is_not_there_is_named(self, server: ManagedServer, tmp_path: Path) -> None:
        # In a process of its own: the vocabulary is read once for each.
        result = process("schema", BILAT_VOCABULARY=str(tmp_path / "absent.yaml"))
        assert result.code == 2
        assert str(tmp_path / "absent.yaml") in result.error


def process(*arguments: str, **environment: str) -> Result:
    done = subprocess.run(
        [sys.executable, "-m", "api.cli", *arguments],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return Result(done.returncode, done.stdout, done.stderr)


class TestNoDatabase:
    def test_a_process_ends_with_3(self, home: Path, tmp_path: Path) -> None:
        result = process("cypher", "RETURN 1", BILAT_HOME=str(tmp_path))
        assert result.code == 3
        assert f"No database runs in {tmp_path}: start it with 'bilat up'." in result.error

    def test_every_command_that_needs_one(
        self, bilat: Bilat, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, facts: Callable[..., str]
    ) -> None:
        monkeypatch.setenv("BILAT_HOME", str(tmp_path / "empty"))
        out = str(tmp_path / "x.html")
        for line in (
            ["load", facts(GOOD)],
            ["retract", "--claim", "c0", "--reason", "x"],
            ["query", "what-is-disputed"],
            ["export", str(tmp_path / "x.csv")],
            ["rebuild"],
            ["schema", "--json"],
            ["view", "dyad", "PRK", "RUS", "-o", out],
        ):
            result = bilat(*line)
            assert result.code == 3, line
            assert "start it with 'bilat up'" in result.error
        status = bilat("status", "--json")
        assert (status.code, status.json["running"], status.json["bolt_uri"]) == (3, False, None)
        assert "start it with 'bilat up'" in bilat("status").out
        assert bilat("down", "--json").json == {"stopped": False}
        assert not (tmp_path / "empty").exists()

    def test_a_server_that_does_not_answer(
        self, bilat: Bilat, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            port = taken.getsockname()[1]
        monkeypatch.setenv("NEO4J_URI", f"bolt://127.0.0.1:{port}")
        assert "NEO4J_PASSWORD isn't: set the password" in bilat("schema").error
        monkeypatch.setenv("NEO4J_PASSWORD", "x")
        result = bilat("schema")
        assert result.code == 3
        assert f"127.0.0.1:{port} does not answer" in result.error
        result = bilat("down")
        assert result.code == 3
        assert "that server is used and never managed" in result.error


class TestServer:
    def test_status(self, bilat: Bilat, server: ManagedServer) -> None:
        found = bilat("status", "--json")
        keys = {"running", "managed", "version", "bolt_uri", "http_uri", "username", "password_file", "home"}
        assert found.code == 0
        assert keys <= found.json.keys()
        assert (found.json["running"], found.json["managed"], found.json["username"]) == (True, True, "neo4j")
        assert found.json["home"] == str(server.home.root)
        password = Path(found.json["password_file"])
        assert password.stat().st_mode & 0o777 == 0o600
        told = bilat("status").out
        assert f"answers at {found.json['bolt_uri']} (user neo4j)" in told
        assert f"Its password is in {password}." in told
        assert password.read_text().strip() not in told

    def test_up_finds_it_running(self, bilat: Bilat, server: ManagedServer) -> None:
        assert bilat("up", "--json").json == bilat("status", "--json").json

    def test_a_server_of_others_is_used_and_never_managed(
        self, bilat: Bilat, server: ManagedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("NEO4J_URI", str(server.status().bolt_uri))
        monkeypatch.setenv("NEO4J_PASSWORD", server.password())
        found = bilat("status", "--json").json
        assert (found["running"], found["managed"], found["home"]) == (True, False, None)
        assert bilat("down").code == 3
        assert server.status().running
        monkeypatch.setenv("NEO4J_PASSWORD", "wrong")
        refused = bilat("schema")
        assert (refused.code, "refuses the user or the password" in refused.error) == (2, True)

    def test_doctor_schema_and_rebuild(self, bilat: Bilat, sample: Store) -> None:
        found = bilat("doctor", "--json")
        assert all(row.keys() == {"name", "ok", "detail"} for row in found.json["findings"])
        assert found.code == (0 if all(row["ok"] for row in found.json["findings"]) else 1)
        assert bilat("doctor").out.count("\n") == len(found.json["findings"])
        assert bilat("schema", "--json").json == {"changed": False}
        assert bilat("schema").out == "The schema is current.\n"
        totals = sample.read("read/totals")[0]
        rebuilt = bilat("rebuild", "--json").json
        assert (rebuilt["facts"], rebuilt["edges_removed"]) == (totals["facts"], 0)
        assert bilat("rebuild").out.startswith(f"{totals['facts']} facts are assessed")


class TestLoad:
    def test_json_and_words(self, bilat: Bilat, store: Store) -> None:
        total = len(records(SAMPLE))
        result = bilat("load", str(SAMPLE), "--json")
        assert result.code == 0
        assert result.json.keys() == {
            "rows", "rows_without_fact", "read", "loaded", "unchanged", "rejected", "facts_created", "claims_created",
            "seconds", "dry_run",
        }  # fmt: skip
        assert (result.json["rows"], result.json["loaded"], result.json["unchanged"]) == (total, total, 0)
        again = bilat("load", str(SAMPLE))
        assert again.out.startswith(f"{total} rows: 0 claims loaded, {total} were there already, 0 rejected")

    def test_something_rejected(
        self, bilat: Bilat, store: Store, home: Path, tmp_path: Path, facts: Callable[..., str]
    ) -> None:
        path, bad = facts(GOOD, GOOD | {"quantity": -1}, GOOD | {"actor_role": "REB"}), str(tmp_path / "bad.jsonl")
        dry = bilat("load", path, "--dry-run", "--json", "--rejects", bad)
        assert (dry.code, dry.json["loaded"], dry.json["dry_run"]) == (1, 1, True)
        strict = bilat("load", path, "--strict", "--json", "--rejects", bad)
        assert (strict.code, strict.json["loaded"], strict.json["held"]) == (2, 0, 1)
        assert "--strict was asked for: 1 good records are held back" in bilat("load", path, "--strict").out
        assert store.read("read/totals")[0]["facts"] == 0
        real = bilat("load", path)
        assert real.code == 1
        default = home / "rejects" / "facts.rejects.jsonl"
        assert real.out.splitlines()[1:] == [
            "1 rows tell no fact: no state actor.",
            f"What was rejected, and why: {default}",
        ]
        assert [row["line"] for row in records(default)] == [row["line"] for row in records(Path(bad))] == [2]

    def test_files_that_can_not_be_used(self, bilat: Bilat, server: ManagedServer, tmp_path: Path) -> None:
        (tmp_path / "facts.txt").write_text(json.dumps(GOOD))
        (tmp_path / "facts.json").write_text("{")
        (tmp_path / "empty.jsonl").write_text("")
        (tmp_path / "empty").mkdir()
        for arguments, told in (
            (["absent.jsonl"], "absent.jsonl can't be read: No such file"),
            ([str(tmp_path / "empty")], "Nothing in the folder"),
            ([str(tmp_path / "facts.txt")], "Say it with --format: jsonl, json, csv, yaml"),
            ([str(tmp_path / "facts.txt"), "--format", "xml"], "There is no format 'xml'"),
            ([str(tmp_path / "facts.json"), "--json"], "facts.json: The file can't be read as JSON"),
        ):
            result = bilat("load", *arguments)
            assert result.code == 2, arguments
            assert told in result.error
        assert bilat("load", str(tmp_path / "facts.txt"), "--format", "json", "--dry-run").code == 0
        empty = bilat("load", str(tmp_path / "empty.jsonl"))
        assert (empty.code, f"{tmp_path / 'empty.jsonl'} holds no record." in empty.out) == (0, True)


def test_retract(bilat: Bilat, store: Store, facts: Callable[..., str]) -> None:
    bilat("load", facts(GOOD, GOOD | {"claimant": "North Korea", "source_id": "kcna"}))
    ask = "MATCH (:Actor {id: 'RUS'})-[a:ASSERTS]->(f:Fact) RETURN a.id AS claim, f.id AS fact, f.status AS status"
    [[claim, fact, _]] = bilat("cypher", ask, "--format", "json").json["rows"]
    first = bilat("retract", "--claim", claim, "--reason", "taken back", "--json")
    assert (first.code, first.json) == (0, {"retracted": 1, "already_retracted": 0, "facts": [fact]})
    assert bilat("retract", "--claim", claim, "--reason", "again").out.startswith("0 claims retracted (1 were already)")
    bilat("retract", "--source", "kcna", "--reason", "wrong", "--our-error")
    [[_, _, status]] = bilat("cypher", ask, "--format", "json").json["rows"]
    assert status == "retracted"
    for arguments, told in (
        (["--claim", "c0"], "There is no claim 'c0'"),
        ([], "either a source or a claim"),
        (["--claim", claim, "--on", "2999-01-01"], "a day to come"),
        (["--claim", claim, "--on", "soon"], "'soon' is no date"),
    ):
        result = bilat("retract", "--reason", "x", *arguments)
        assert result.code == 2
        assert told in result.error


class TestQuestions:
    def ask(self, bilat: Bilat, form: str) -> Result:
        result = bilat("cypher", COUNTRIES, "--param", 'ids=["RUS","PRK"]', "--format", form)
        assert (result.code, result.err) == (0, "")
        return result

    def test_the_formats_of_an_answer(self, bilat: Bilat, sample: Store) -> None:
        rows = [["PRK", "North Korea"], ["RUS", "Russia"]]
        columns = ["id", "name"]
        assert self.ask(bilat, "json").json == {"columns": columns, "rows": rows, "truncated": False}
        lines = self.ask(bilat, "ndjson").out.splitlines()
        assert [json.loads(line) for line in lines] == [dict(zip(columns, row, strict=True)) for row in rows]
        assert list(csv.reader(io.StringIO(self.ask(bilat, "csv").out))) == [columns, *rows]
        table = self.ask(bilat, "table").out
        assert "North Korea" in table
        assert table.endswith("2 rows\n")

    def test_parameters_are_json_or_text(self, bilat: Bilat, server: ManagedServer) -> None:
        given = ["--param", "a=1", "--param", "b=[true,null]", "--param", "c=a=b, c", "--param", "d="]
        result = bilat("cypher", "RETURN $a + 1 AS a, $b AS b, $c AS c, $d AS d", "--format", "json", *given)
        assert result.json["rows"] == [[2, [True, None], "a=b, c", ""]]

    def test_an_answer_that_is_cut_says_so(
        self, bilat: Bilat, server: ManagedServer, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BILAT_QUERY_ROWS", "2")
        result = bilat("cypher", "UNWIND [1, 2, 3] AS n RETURN n", "--format", "json")
        assert (result.code, result.json) == (0, {"columns": ["n"], "rows": [[1], [2]], "truncated": True})
        assert result.err == "bilat: the answer is cut: there are more than 2 rows.\n"

    @pytest.mark.parametrize(
        "text",
        [
            "CREATE (n:Country {id: 'XXX'})",
            "MATCH (n) DETACH DELETE n",
            "LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row",
            "RETURN 'x\\u0027'",
            "RETURN 1 +",
            "RETURN 1 / 0",
            "RETURN $missing",
            "",
        ],
    )
    def test_what_is_refused_or_wrong_ends_with_2(self, bilat: Bilat, server: ManagedServer, text: str) -> None:
        result = bilat("cypher", text, "--format", "json")
        assert (result.code, result.error != "bilat: \n") == (2, True)

    def test_named_queries(self, bilat: Bilat, sample: Store) -> None:
        listed = bilat("query")
        assert len(listed.out.splitlines()) >= 8
        assert "suppliers-of  A country's suppliers of a resource, with their shares" in listed.out
        for given in (["country=DPRK", "resource=oil"], ["--param", "country=North Korea"]):
            result = bilat("query", "suppliers-of", *given, "--format", "json")
            assert result.code == 0
            assert [row[0] for row in result.json["rows"]] == ["Russia"]

    def test_a_reader_of_a_pipe_that_goes_away_is_no_error(self, server: ManagedServer) -> None:
        text = "UNWIND range(1, 50000) AS n RETURN n, 'a word or two to fill the pipe' AS word"
        command = [sys.executable, "-m", "api.cli", "cypher", text, "--format", "csv"]
        with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdout
            assert running.stdout.readline() == b"n,word\n"
            running.stdout.close()
            assert running.stderr
            assert running.stderr.read() == b""
        assert running.returncode == 0


class TestFiles:
    @pytest.mark.parametrize("ending", EXPORTS)
    def test_exports_by_ending(self, bilat: Bilat, sample: Store, tmp_path: Path, ending: str) -> None:
        path = tmp_path / f"relations.{ending.upper()}"
        result = bilat("export", str(path))
        assert (result.code, result.out) == (0, f"{path}: {path.stat().st_size:,} bytes.\n")
        assert b"RUS" in path.read_bytes()
        assert [file.name for file in tmp_path.iterdir()] == [path.name]

    @pytest.mark.parametrize("target", ["no/such/folder/x.csv", "file/x.csv", "folder.csv"])
    def test_a_target_that_can_not_be_written(self, bilat: Bilat, sample: Store, tmp_path: Path, target: str) -> None:
        (tmp_path / "file").write_text("")
        (tmp_path / "folder.csv").mkdir()
        result = bilat("export", str(tmp_path / target))
        assert result.code == 2
        assert f"{tmp_path / target} can't be written: " in result.error
        assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder.csv"]

    @pytest.mark.parametrize(
        "asked",
        [
            ("country", "DPRK"),
            ("resource", "weapons"),
            ("network", "--dimension", "military"),
            ("disputes", "--country", "Russia"),
            ("exchanges",),
            ("query", "who-says-what", "country=PRK"),
        ],
    )
    def test_the_other_views(self, bilat: Bilat, sample: Store, tmp_path: Path, asked: tuple[str, ...]) -> None:
        path = tmp_path / "view.html"
        result = bilat("view", *asked, "-o", str(path))
        assert result.code == 0
        html = path.read_text(encoding="utf-8")
        assert "connect-src &#39;none&#39;" in html
        assert "North Korea" in html

    def test_a_view(self, bilat: Bilat, sample: Store, tmp_path: Path) -> None:
        path = tmp_path / "prk-rus.html"
        result = bilat("view", "dyad", "DPRK", "Russia", "-o", str(path))
        assert (result.code, result.out) == (0, f"{path}: {path.stat().st_size:,} bytes.\n")
        wrong = bilat("view", "dyad", "Nrth Korea", "Russia", "-o", str(tmp_path / "x.html"))
        assert wrong.code == 2
        assert "Nrth Korea" in wrong.error
        assert not (tmp_path / "x.html").exists()
