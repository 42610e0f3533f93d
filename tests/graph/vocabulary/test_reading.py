"""A user's own file: what it adds, and what it is told when it can't be used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from graph.errors import UnusableError
from graph.settings import settings
from graph.vocabulary import load_vocabulary, vocabulary

GOOD = """
relations:
  leases_from:
    label: leases from
    parent: cooperates_with
    definition: Uses land or goods of the other for rent.
    dimension: economic
    resource: optional
    phrases: {full: "{actor} leases {resource} from {recipient}"}
  leases_to: {label: leases to, inverse_of: leases_from, definition: Lets the other use land or goods for rent.}
  recognises: {label: acknowledges}
resources:
  ports: {name: ports, parent: services, unit: berths}
  troops: {aliases: [boots on the ground]}
units:
  berths: {label: berths, measure: stock}
organisations:
  org:HANSA: {name: Hanseatic League, kind: alliance, aliases: [Hansa]}
"""
RELATION = "relations: {{{id}: {{label: does a thing to, definition: Does it., {fields}}}}}"


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A path for a user's file."""
    return tmp_path / "mine.yaml"


def test_a_users_file_adds_to_all_four_sections(own: Path) -> None:
    own.write_text(GOOD, encoding="utf-8")
    words = load_vocabulary(own)
    assert words.relation("Leases from").plover == "COOPERATE"
    assert words.relation("leases to").inverse == "leases_from"
    assert words.relation("leases to").dimension == "economic"
    assert words.relations["leases_from"].sentence("Russia", "Ukraine", "ports") == "Russia leases ports from Ukraine"
    assert words.resource("ports").above == ("ports", "services")
    assert words.resource("boots on the ground").id == "troops"
    assert words.unit("berths").measure == "stock"
    hansa = words.organisation("hansa")
    assert hansa is not None
    assert hansa.id == "org:HANSA"
    assert words.fingerprint != load_vocabulary().fingerprint


def test_a_users_file_may_give_other_words_but_no_other_meaning(own: Path) -> None:
    own.write_text(GOOD, encoding="utf-8")
    assert load_vocabulary(own).relation("acknowledges").id == "recognises"
    own.write_text("relations: {recognises: {valence: -1}}", encoding="utf-8")
    with pytest.raises(UnusableError, match=r"mine\.yaml, relations\.recognises, field valence: .*take another id"):
        load_vocabulary(own)


@pytest.mark.parametrize(
    "name",
    ["asserts", "confirms", "doubts", "denies", "reports", "actor", "recipient", "of", "in", "at", "part_of", "reported_in",
     "in_return_for", "regarding", "official_of", "succeeds", "kind_of", "fact", "country"],
)  # fmt: skip
def test_structural_names_cannot_be_taken(own: Path, name: str) -> None:
    own.write_text(RELATION.format(id=name, fields="parent: supports"), encoding="utf-8")
    with pytest.raises(UnusableError, match=rf"relations\.{name}: the graph's own structure has this name"):
        load_vocabulary(own)


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("parent: nothing", r"field parent: 'nothing' is no relation"),
        ("parent: mine", r"field parent: it comes round to itself"),
        ("symmetric: true", r"field parent: it has to be given"),
        ("plover: AID", r"field plover: only 'aids' stands for it"),
        ("plover: PLAY", r"field plover: 'PLAY' is none of PLOVER's types"),
        ("parent: supports, valence: -0.5", r"field valence: -0.5 does not fit verbal_cooperation"),
        ("parent: supports, valence: 5", r"field valence: 5"),
        ("parent: supports, valence: .nan", r"field valence"),
        ("parent: supports, dimension: sport", r"field dimension: 'sport' is none; dimensions are military"),
        ("parent: supports, colour: red", r"field colour: there is no such field; fields are "),
        ("parent: supports, aliases: [supplies]", r"'supplies' already stands for 'supplies'"),
        ("parent: supports, cameo: ['042']", r"field cameo: 042 already stands with 'visits'"),
        ("parent: supports, cameo: [42]", r"field cameo"),
        ("parent: supports, phrases: {bare: '{actor.__class__}'}", r"field phrases\.bare"),
        ("parent: supports, phrases: {bare: '{resource}'}", r"field phrases\.bare"),
        ("parent: supports, phrases: {bare: '{actor'}", r"field phrases\.bare"),
        ("inverse_of: nothing", r"field inverse_of: 'nothing' is no other relation"),
        ("inverse_of: fights", r"field inverse_of: 'fights' is symmetric"),
        ("inverse_of: supplies", r"field inverse_of: 'supplies' is symmetric, an inverse itself, or has an inverse"),
        ("inverse_of: pays_for, valence: 1", r"field valence: an inverse has it from 'pays_for'"),
    ],
)
def test_a_wrong_field_is_named_with_file_and_entry(own: Path, fields: str, told: str) -> None:
    own.write_text(RELATION.format(id="mine", fields=fields), encoding="utf-8")
    with pytest.raises(UnusableError, match=told) as caught:
        load_vocabulary(own)
    assert "mine.yaml, relations.mine" in caught.value.detail


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "holds no sections"),
        ("- a\n- b", "holds no sections"),
        ("a: [", "is no valid YAML"),
        ("verbs: {}", "has a section 'verbs'; sections are relations"),
        ("relations: [supplies]", "section relations: it has to be entries by id"),
        ("resources: {a: {name: a, unit: USD, dimension: legal}, a: {name: b}}", "'a' is given twice"),
        ("resources: {no: {name: a}}", r"resources\.False: .*put a word like `no`"),
        ("resources: {a: b}", r"resources\.a: an entry is a word followed by its fields"),
        ("resources: {a b: {name: a, unit: USD}}", "lower-case letters and digits"),
        ("resources: {a: {name: a, dimension: legal}}", "field unit: a resource without parent has to have one"),
        ("resources: {a: {name: a, unit: ells, dimension: legal}}", "field unit: 'ells' is no unit"),
        ("resources: {a: {name: a, parent: b, unit: USD}}", "field parent: 'b' is no resource"),
        ("resources: {a: {parent: goods}}", "field name: it has to be given"),
        ("resources: {a: {name: a, parent: goods, hs: ['123']}}", "field hs"),
        ("units: {a: {label: a, measure: feeling}}", "field measure"),
        ("organisations: {EU2: {name: a, kind: igo}}", "`org:` and letters"),
        ("relations: {DROP TABLE: {label: a, definition: b, parent: aids}}", "lower-case letters and digits"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(own: Path, text: str, told: str) -> None:
    own.write_text(text, encoding="utf-8")
    with pytest.raises(UnusableError, match=told) as caught:
        load_vocabulary(own)
    assert "mine.yaml" in caught.value.detail


def test_a_file_that_is_not_there_or_not_text_says_so(own: Path) -> None:
    with pytest.raises(UnusableError, match="can't be read"):
        load_vocabulary(own)
    own.write_bytes(b"resources: {a: \xe9}")
    with pytest.raises(UnusableError, match="save it as UTF-8"):
        load_vocabulary(own)


@pytest.fixture
def fresh() -> Iterator[None]:
    """Settings and vocabulary are read anew, before and after."""
    settings.cache_clear()
    vocabulary.cache_clear()
    yield
    settings.cache_clear()
    vocabulary.cache_clear()


@pytest.mark.usefixtures("fresh")
def test_the_process_uses_the_file_of_the_setting(own: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own.write_text(GOOD, encoding="utf-8")
    monkeypatch.setenv("BILAT_VOCABULARY", str(own))
    assert "leases_from" in vocabulary().relations
    assert vocabulary() is vocabulary()
