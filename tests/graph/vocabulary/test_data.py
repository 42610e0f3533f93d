"""The vocabulary's own files, read both ways and held against what they are made from."""

from __future__ import annotations

import re

import pytest

from graph.vocabulary import load_vocabulary
from tests.files import shared

WORDS = load_vocabulary()

# DESIGN section 3.
PLOVER = {
    "agrees_with": "AGREE", "consults": "CONSULT", "supports": "SUPPORT", "concedes_to": "CONCEDE",
    "cooperates_with": "COOPERATE", "aids": "AID", "retreats_from": "RETREAT", "requests": "REQUEST", "accuses": "ACCUSE",
    "rejects": "REJECT", "sanctions": "SANCTION", "threatens": "THREATEN", "protests_against": "PROTEST",
    "mobilizes_against": "MOBILIZE", "coerces": "COERCE", "assaults": "ASSAULT",
}  # fmt: skip
NAMED = [
    "supplies", "receives", "exports_to", "imports_from", "hosts", "treats", "pays_for", "offers", "finances",
    "employs_workers_of", "trains", "allied_with", "pledges_defence_to", "pledges_offence_with",
    "pledges_neutrality_to", "pledges_consultation_with", "pledges_nonaggression_with", "has_treaty_with",
    "party_to", "recognises", "has_mission_in", "has_embassy_in", "accredited_to", "visits", "hosts_visit_of",
    "votes_with", "votes_for", "votes_against", "abstains_on", "borders", "near_by_sea", "shares_memberships_with",
    "rival_of", "waives_visas_for", "expels", "fights", "disputes_territory_of", "occupies", "mediates_for",
    "extradites_to", "spies_on",
]  # fmt: skip
SYMMETRIC = {
    "agrees_with", "consults", "cooperates_with", "allied_with", "has_treaty_with", "borders", "near_by_sea", "fights",
    "rival_of", "shares_memberships_with", "disputes_territory_of", "votes_with",
}  # fmt: skip
NESTED = [
    ("military", "personnel", "troops"), ("military", "weapons", "missiles"), ("military", "weapons", "ammunition"),
    ("military", "weapons", "artillery", "long_range_artillery"), ("military", "military_assistance"), ("energy", "oil"),
    ("energy", "gas"), ("energy", "coal"), ("food",), ("people", "wounded_soldiers"), ("people", "war_orphans"),
    ("people", "refugees"), ("labour", "construction_workers"), ("services", "medical_care"), ("travel",), ("money",),
    ("goods",),
]  # fmt: skip
# Where we follow PLOVER's manual and not its conversion table: see the head of relations.yaml.
NOT_AS_TABLE = {"163": "SANCTION", "1712": "COERCE"}


def test_plovers_types_stand_at_the_top_of_everything() -> None:
    tops = {relation.id: relation.plover for relation in WORDS.relations.values() if relation.parent is None}
    assert tops == PLOVER
    for relation in WORDS.relations.values():
        assert relation.above[0] == relation.id
        assert relation.plover == PLOVER[relation.above[-1]]
        assert len(set(relation.above)) == len(relation.above)


def test_all_relations_of_the_design_are_there() -> None:
    assert set(NAMED) <= set(WORDS.relations)
    assert len(WORDS.relations) - len(PLOVER) >= 30
    for ident in ("pays_for", "offers", "finances", "receives"):
        assert not WORDS.relations[ident].is_a("supplies")
    assert WORDS.relations["exports_to"].is_a("supplies")
    assert WORDS.relations["has_embassy_in"].is_a("has_mission_in")


def test_symmetric_relations_are_those_of_the_design() -> None:
    assert {relation.id for relation in WORDS.relations.values() if relation.symmetric} == SYMMETRIC


def test_an_inverse_is_the_same_relation_from_the_other_side() -> None:
    pairs = {relation.id: relation.inverse for relation in WORDS.relations.values() if relation.inverse}
    assert pairs["supplies"] == "receives"
    assert pairs["exports_to"] == "imports_from"
    assert pairs["visits"] == "hosts_visit_of"
    for one, other in pairs.items():
        a, b = WORDS.relations[one], WORDS.relations[other]
        assert b.inverse == one
        assert a.canonical is not b.canonical
        assert not a.symmetric
        assert (a.plover, a.dimension, a.valence, a.quad_class) == (b.plover, b.dimension, b.valence, b.quad_class)
        assert (a.levels, a.resource, a.partner) == (b.levels, b.resource, b.partner)
    assert all(relation.canonical for relation in WORDS.relations.values() if relation.inverse is None)
    assert WORDS.relations["imports_from"].parent == "receives"


def test_the_quad_class_fits_the_sign_of_the_valence() -> None:
    for relation in WORDS.relations.values():
        assert relation.valence * (1 if relation.quad_class.endswith("cooperation") else -1) >= 0, relation.id
        assert relation.dimension in WORDS.dimensions


def test_resources_nest_as_in_the_design() -> None:
    assert len(WORDS.resources) >= 60
    for line in NESTED:
        assert WORDS.resources[line[-1]].above == line[::-1]
    for resource in WORDS.resources.values():
        assert resource.unit in WORDS.units
        assert resource.dimension in WORDS.dimensions
        assert set(resource.above) <= set(WORDS.resources)
        assert resource.id in WORDS.kinds(resource.above[-1])


def test_a_longer_hs_code_belongs_below_or_on_purpose_elsewhere() -> None:
    owners = {code: resource for resource in WORDS.resources.values() for code in resource.hs}
    elsewhere = set()
    for code, resource in owners.items():
        outer = next((owners[code[:end]] for end in (4, 2) if end < len(code) and code[:end] in owners), None)
        if outer is not None and outer.id not in resource.above:
            elsewhere.add(resource.id)
    # Customs sort by material and shape, the taxonomy by what a thing is for.
    assert elsewhere == {"nuclear_fuel", "rare_earths", "warships", "armoured_vehicles", "spacecraft"}


def test_all_of_sipris_categories_are_there() -> None:
    categories = {resource.sipri for resource in WORDS.resources.values() if resource.sipri}
    assert categories == {
        "Aircraft", "Air-defence systems", "Anti-submarine warfare weapons", "Armoured vehicles", "Artillery", "Engines",
        "Missiles", "Naval weapons", "Other", "Satellites", "Sensors", "Ships",
    }  # fmt: skip


@pytest.mark.parametrize("unit", ["USD", "EUR", "TIV_million", "people", "pieces", "tonnes", "barrels", "share"])
def test_units_of_the_design_are_there(unit: str) -> None:
    assert WORDS.units[unit].id == unit


@pytest.mark.parametrize(
    "name",
    ["EU", "UN", "NATO", "AU", "ASEAN", "OPEC", "IAEA", "Arab League", "League of Arab States", "WTO", "IMF", "World Bank",
     "CoCom", "EEC", "SCO", "CSTO", "CIS", "EAEU", "BRICS", "G7", "OSCE", "Council of Europe", "ECOWAS", "GCC", "Mercosur",
     "OAS", "OECD", "ICC", "ICRC", "WFP", "WHO", "UNHCR", "UN Security Council", "European Peace Facility"],
)  # fmt: skip
def test_organisations_that_act_like_states_are_known(name: str) -> None:
    assert WORDS.organisation(name) is not None


def test_cameos_codes_say_what_plovers_table_says() -> None:
    lines = shared("data", "plover/CAMEO2PLOVER-2021.txt").read_text(encoding="utf-8").splitlines()
    rows = [match.groups() for line in lines if (match := re.match(r"(\d+): (\w+),", line))]
    assert len(rows) > 200
    for code, plover in rows:
        relation = WORDS.by_cameo(code)
        assert relation is not None, code
        assert relation.plover == NOT_AS_TABLE.get(code, plover), code


def test_valences_are_goldsteins() -> None:
    lines = shared("data", "cameo/CAMEO.goldsteinscale.txt").read_text(encoding="utf-8").splitlines()[1:]
    scores = {code: float(score) for code, score in (line.split() for line in lines if line.strip())}
    coded = [relation for relation in WORDS.relations.values() if relation.cameo and relation.canonical]
    assert len(coded) >= 30
    for relation in coded:
        assert relation.valence == pytest.approx(scores[relation.cameo[0]] / 10), relation.id
        assert set(relation.cameo) <= set(scores)
