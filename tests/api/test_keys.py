"""Keys: only hashes are kept, scopes hold, revoking is felt at once."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from pydantic import SecretStr

from api.app import create_app
from api.keys import SCOPES, KeyFile, key_given, usable_keys
from graph.errors import SettingError, UnknownNameError, UnusableError
from graph.settings import Settings
from graph.store import Store
from tests.conftest import LOOPBACK

RECORD = {"actor": "PRK", "relation": "supplies", "partner": "RUS", "source_title": "t", "source_publisher": "p"}


def test_the_file_holds_no_secret_and_is_its_owners_alone(tmp_path: Path) -> None:
    key, secret = KeyFile(tmp_path).make("Anna's notebook".replace("'", ""), SCOPES)
    text = (tmp_path / "keys.json").read_text(encoding="utf-8")
    assert secret not in text
    assert secret.rpartition("_")[2] not in text
    assert key.sum in text
    assert "sum" not in key.shown()
    assert stat.S_IMODE((tmp_path / "keys.json").stat().st_mode) == 0o600


def test_a_key_is_found_by_its_secret_until_it_is_revoked(tmp_path: Path) -> None:
    chosen = Settings(bilat_home=tmp_path, bilat_api_keys=(SecretStr("set"),))
    kept = KeyFile(tmp_path)
    one, secret = kept.make("one", ("read",))
    other, _ = kept.make("other", SCOPES)
    assert key_given(f"Bearer {secret}", chosen) == one
    assert key_given("bearer set", chosen) is not None
    for wrong in (None, "", secret, "Bearer ", "Basic set", f"Bearer {one.sum}", f"Bearer {secret}x"):
        assert key_given(wrong, chosen) is None, wrong
    assert kept.revoke(one.id).revoked_at is not None
    assert kept.revoke(one.id) == kept.revoke(one.id)
    assert key_given(f"Bearer {secret}", chosen) is None
    assert [key.id for key in usable_keys(chosen)] == [other.id, "env1"]
    assert [key.id for key in kept.all()] == [one.id, other.id]


def test_what_is_wrong_is_told(tmp_path: Path) -> None:
    kept = KeyFile(tmp_path)
    with pytest.raises(UnusableError, match="can't name a key"):
        kept.make("<b>", SCOPES)
    with pytest.raises(UnknownNameError, match="no key 'x'"):
        kept.revoke("x")
    (tmp_path / "keys.json").write_text("[{]", encoding="utf-8")
    with pytest.raises(SettingError, match="damaged"):
        kept.all()


def test_scopes_over_http(home: Path, tmp_path: Path, sample: Store) -> None:
    # The store of the session's home, the keys of another.
    kept = KeyFile(home)
    (home / "keys.json").unlink(missing_ok=True)
    with TestClient(create_app(Settings(bilat_home=home, bilat_api_keys=())), client=LOOPBACK) as client:

        def post(secret: str) -> tuple[int, str]:
            answer = client.post(
                "/facts", params={"dry_run": "true"}, json=[RECORD], headers={"Authorization": f"Bearer {secret}"}
            )
            return answer.status_code, answer.json().get("detail", "")

        _, reads = kept.make("reads", ("read",))
        assert post(reads)[0] == 403
        assert "bilat keys make" in post(reads)[1]
        key, writes = kept.make("writes", SCOPES)
        assert post(writes)[0] == 200
        assert "may only read" in post(reads)[1]
        assert post("wrong")[0] == 401
        kept.revoke(key.id)
        assert post(writes)[0] == 403
    (home / "keys.json").unlink()
