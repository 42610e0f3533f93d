"""Damage at random, for every door that takes what others made: bytes of a file or a body, and values inside of JSON.

The suite does the same damage on every machine, a given number of times. `BILAT_FAULTS_SEED` and `BILAT_FUZZ_SECONDS` choose
other damage and more of it (`make soak`): so many seconds at each door.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable
from typing import Any

SEED = os.environ.get("BILAT_FAULTS_SEED", "11")
SECONDS = float(os.environ["BILAT_FUZZ_SECONDS"]) if "BILAT_FUZZ_SECONDS" in os.environ else None
"""How long a door is tried; None in the suite, which tries it a given number of times."""

NUMBERS = (b"-1", b"0", b"1e400", b"NaN", b"9" * 30, b"-9223372036854775809", b"1_0", b"0x1", b"\xc2\xb2", b"10000")
SIGNS = (
    b'"', b"'", b"\n", b"\r", b"\0", b",", b";", b"\t", b"{", b"[", b"}", b"\xff\xfe", b"\xef\xbb\xbf", b"\\u0000",
    b"\xed\xa0\x80", b"|", b": ", b"null", b"/..", b"../",
)  # fmt: skip
# What a value in JSON may be instead of what is expected.
ODD: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 2**31, 2**63, -(2**63) - 1, 10**30, 0.1, -0.0, 1e308, 5e-324, "", " ", "0", "null", "NaN",
    "\0", "\x07", "\ud800", "\ufeff", "\u202e", "🇰🇵", "e\u0301", "\u2028", "'", '"', "`", "\\", "$x", "{{7*7}}", "<script>",
    "../../etc/passwd", "file:///etc/passwd", "http://[", "javascript:alert(1)", "PRK", "org:", "org:x", "person:x@PRK",
    "0000", "-0001", "9999-12-31", "10000-01-01", "2024-02-30", "2024~", "../2024", "2024/..", "2024/2023", "..", "/..",
    "2024-10-12T12:00:00Z", "x" * 999, "x" * 10_000, "å" * 200_000, " " * 5_000, "|", "a|b|c", "about", "mid:2", [], {},
    [[]], [{}], {"": ""}, [None], ["x"] * 1_000, {"id": "x"}, {"$type": "Date", "_value": "x"},
)  # fmt: skip


def tried(door: str, times: int, one: Callable[[random.Random], None]) -> None:
    """Try a door: so many times in the suite, otherwise as often as there is time for.

    `one` gets what it draws its damage with. A round that fails is told by its number, and can be had again by itself.
    """
    began, number = time.monotonic(), 0
    while number < times if SECONDS is None else time.monotonic() - began < SECONDS:
        try:
            one(random.Random(f"{SEED} {door} {number}"))
        except Exception as error:
            error.add_note(f"round {number} of {door!r}, BILAT_FAULTS_SEED={SEED}")
            raise
        number += 1


def damaged(chance: random.Random, whole: bytes) -> bytes:
    """A file, most often only its beginning, with some bytes flipped, put in, taken out, doubled, cut off or moved."""
    data = bytearray(whole[: chance.choice((300, 3_000, 20_000))] if chance.random() < 0.8 else whole)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        if not data:
            break
        at, other = chance.randrange(len(data)), chance.randrange(len(data))
        match chance.randrange(7):
            case 0:
                data[at] ^= 1 << chance.randrange(8)
            case 1:
                del data[at : at + chance.randrange(1, 20)]
            case 2:
                data[at:at] = data[at : at + chance.randrange(1, 200)]
            case 3:
                del data[at:]
            case 4:
                data[at : at + 10] = data[other : other + 10]
            case 5:
                data[at : at + chance.randrange(4)] = chance.choice(NUMBERS)
            case _:
                data[at:at] = chance.choice(SIGNS)
    return bytes(data)


def odd(chance: random.Random, value: Any) -> Any:
    """A JSON value with something odd somewhere in it: another value, a member too many, too few, or one for another's name."""
    if isinstance(value, dict) and value and chance.random() < 0.9:
        made = dict(value)
        name = chance.choice(sorted(made, key=str))
        match chance.randrange(8):
            case 0:
                del made[name]
            case 1:
                made[str(chance.choice(ODD))] = made.pop(name)
            case 2:
                made[name] = made[chance.choice(sorted(made, key=str))]
            case _:
                made[name] = odd(chance, made[name])
        return made
    if isinstance(value, list) and value and chance.random() < 0.8:
        listed = list(value)
        at = chance.randrange(len(listed))
        match chance.randrange(4):
            case 0:
                del listed[at]
            case 1:
                listed.insert(at, listed[chance.randrange(len(listed))])
            case _:
                listed[at] = odd(chance, listed[at])
        return listed
    return chance.choice(ODD)
