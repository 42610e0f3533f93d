"""docs/licences.md tells what the artifacts tell, and an artifact of unknown licence is noticed."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from api.licences.__main__ import LOCKS, PAGE, jars_of, wheels_of
from api.licences.jars import jar_licence
from api.licences.names import UnknownLicenceError, identify
from api.licences.wheels import wheels
from graph.server import artifacts
from graph.server.lock import Artifact
from graph.server.release import release
from tests.files import ARTIFACTS


def told() -> str:
    return PAGE.read_text(encoding="utf-8")


def test_the_page_tells_the_licences_of_the_jars_that_run() -> None:
    artifacts.ensure(ARTIFACTS, release().jars)
    assert "\n".join(jars_of(release(), ARTIFACTS)) in told(), "run 'python -m api.licences' and commit the page"


@pytest.mark.parametrize("lock", LOCKS)
def test_the_page_tells_the_licences_of_the_packages(lock: str) -> None:
    assert "\n".join(wheels_of(lock)).rstrip() in told(), "run 'python -m api.licences' and commit the page"


@pytest.mark.parametrize(
    ("said", "licence"),
    [
        (
            "https://www.eclipse.org/legal/epl-2.0/, https://www.apache.org/licenses/LICENSE-2.0.txt",
            "Apache-2.0, EPL-2.0",
        ),
        ("NOTICE This package … is licensed under the GNU GENERAL PUBLIC LICENSE Version 3 to all", "GPL-3.0"),
        ("License :: OSI Approved :: MIT License", "MIT"),
        ("Redistribution and use in source and binary forms … Neither the name of X", "BSD-3-Clause"),
        ("All rights reserved", None),
    ],
)
def test_licences_are_known_by_their_names(said: str, licence: str | None) -> None:
    assert identify(said) == licence


def test_a_jar_or_package_of_unknown_licence_is_named(tmp_path: Path) -> None:
    jar = Artifact("org.example:thing:1.0", "", 0)
    with zipfile.ZipFile(tmp_path / jar.filename, "w") as file:
        file.writestr("META-INF/LICENSE", "All rights reserved.")
    with pytest.raises(UnknownLicenceError, match=r"org\.example:thing:1\.0 says no licence .*licences\.yaml"):
        jar_licence(jar, tmp_path)
    (tmp_path / "requirements.lock").write_text("no-such-package-here==1.0 \\\n    --hash=sha256:00\n")
    with pytest.raises(UnknownLicenceError, match="no-such-package-here says no licence"):
        list(wheels(tmp_path / "requirements.lock"))
