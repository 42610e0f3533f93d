"""The status rule (DESIGN section 3): what claims add up to, whatever their order, now and for any earlier day."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.assessment import STATUSES, Assessment, assess, counting_ids
from graph.claims import ASPECTS, STANCES, Claim
from tests.graph.claims import claim

PARTIES = ("PRK", "RUS")


def status(*claims: Claim) -> str:
    found = assess(claims, PARTIES)
    assert found is not None
    return found.status


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ([("KOR", "asserts")], "asserted"),
        ([("KOR", "confirms")], "asserted"),
        ([("KOR", "asserts"), ("USA", "confirms")], "corroborated"),
        ([("KOR", "reports"), ("USA", "reports")], "reported"),
        ([("KOR", "asserts"), ("USA", "reports")], "asserted"),
        ([("KOR", "asserts"), ("USA", "doubts")], "disputed"),
        ([("KOR", "reports"), ("USA", "denies")], "disputed"),
        ([("KOR", "asserts"), ("USA", "confirms"), ("RUS", "denies")], "disputed"),
        ([("RUS", "doubts")], "disputed"),
        ([("RUS", "denies")], "denied"),
        ([("RUS", "denies"), ("USA", "doubts")], "denied"),
    ],
)
def test_status(told: list[tuple[str, str]], expected: str) -> None:
    assert status(*(claim(by, stance) for by, stance in told)) == expected


def test_ten_papers_that_quote_one_ministry_are_one_origin() -> None:
    papers = [claim(f"org:paper_{n}", "asserts", origin="KOR") for n in range(10)]
    assert status(*papers) == "asserted"
    assert status(*papers, claim("USA", "asserts")) == "corroborated"


def test_an_origin_told_by_name_and_by_id_is_one() -> None:
    assert status(claim("org:reuters", "asserts"), claim("org:ap", "asserts", origin="Reuters")) == "asserted"


@pytest.mark.parametrize("method", ["machine", "computed"])
def test_machines_assert_but_add_no_origin(method: str) -> None:
    coded = [claim(f"org:coder_{n}", "asserts", method=method) for n in range(3)]
    found = assess(coded, PARTIES)
    assert found is not None
    assert (found.status, found.origins, found.method) == ("asserted", 0, method)
    assert status(*coded, claim("KOR", "asserts")) == "asserted"


def test_of_each_claimant_only_the_newest_counts() -> None:
    taken_back = [claim("KOR", "asserts", day="2024-01-01"), claim("KOR", "denies", day="2024-02-01")]
    assert status(*taken_back) == "denied"
    assert counting_ids(taken_back) == {taken_back[1].id}
    assert status(claim("KOR", "asserts"), claim("KOR", "doubts")) == "disputed"  # the same day: both


def test_other_aspects_do_not_make_a_status() -> None:
    found = assess([claim("KOR", "asserts"), claim("org:newser", "doubts", aspect="quality")], PARTIES)
    assert found is not None
    assert (found.status, found.disputed_aspects) == ("asserted", ("quality",))
    assert status(claim("org:newser", "denies", aspect="quality")) == "reported"
    only_quality = assess([claim("org:newser", "asserts", aspect="quality")], PARTIES)
    assert only_quality is not None
    assert not only_quality.draws


def test_an_attribution_counts() -> None:
    assert status(claim("KOR", "asserts"), claim("RUS", "denies", aspect="attribution")) == "disputed"


def test_a_doubt_that_was_given_up_leaves_no_disputed_aspect() -> None:
    doubt = claim("org:n", "doubts", aspect="quality", day="2024-01-01")
    yes = claim("org:n", "confirms", aspect="quality", day="2024-02-01")
    found = assess([claim("KOR", "asserts"), doubt, yes], PARTIES)
    assert found is not None
    assert found.disputed_aspects == ()


def test_the_parties_and_their_officials_acknowledge_or_deny() -> None:
    official = claim("person:matsegora@RUS", "asserts", party="RUS", origin="RUS")
    found = assess([official, claim("PRK", "denies")], PARTIES)
    assert found is not None
    assert (found.acknowledged, found.denied_by_party) == (True, True)
    third = assess([claim("KOR", "asserts")], PARTIES)
    assert third is not None
    assert not third.acknowledged


def test_known_at_a_day_only_what_had_been_said_counts() -> None:
    claims = [claim("KOR", "asserts", day="2024-01-10"), claim("RUS", "denies", day="2024-03-01")]
    assert assess(claims, PARTIES, known_at="2024-01-09") is None
    assert _status(assess(claims, PARTIES, known_at="2024-02-01")) == "asserted"
    assert _status(assess(claims, PARTIES, known_at="2024-03-01")) == "disputed"


def test_what_was_withdrawn_stood_until_then_and_our_error_never() -> None:
    at = "2024-07-01T00:00:00.000000Z"
    withdrawn = claim("KOR", "asserts", retracted_at=at, retracted_on="2024-05-01", retraction_kind="withdrawn")
    assert _status(assess([withdrawn], PARTIES)) == "retracted"
    assert _status(assess([withdrawn], PARTIES, known_at="2024-04-30")) == "asserted"
    assert assess([withdrawn], PARTIES, known_at="2024-05-01") is None
    ours = withdrawn._replace(retraction_kind="our_error")
    assert assess([ours], PARTIES, known_at="2024-04-30") is None
    # This graph held both until the retraction was recorded.
    for one in (withdrawn, ours):
        assert _status(assess([one], PARTIES, recorded_by="2024-06-30T00:00:00.000000Z")) == "asserted"
        assert _status(assess([one], PARTIES, recorded_by=at)) == "retracted"
    assert assess([withdrawn], PARTIES, recorded_by="2024-05-01T00:00:00.000000Z") is None


def test_the_fact_shows_the_newest_live_claim_that_gives_it() -> None:
    claims = [
        claim("KOR", "asserts", day="2024-01-01", place="Wonsan", until="2024"),
        claim("USA", "asserts", day="2024-02-01", place="Rason"),
        claim("JPN", "asserts", day="2024-03-01"),
    ]
    found = assess(claims, PARTIES)
    assert found is not None
    assert (found.place, found.until, found.places) == ("Rason", "2024", ("Rason", "Wonsan"))


def _status(found: Assessment | None) -> str:
    assert found is not None
    return found.status


claims_strategy = st.lists(
    st.builds(
        lambda by, stance, aspect, day, method, n: claim(
            by, stance, aspect=aspect, day=day, method=method, id=f"c{n}", quantity=float(n), unit="people"
        ),
        st.sampled_from(["PRK", "RUS", "KOR", "USA", "org:x"]),
        st.sampled_from(STANCES),
        st.sampled_from(ASPECTS),
        st.sampled_from(["2024-01-01", "2024-02-01", "2024-03-01"]),
        st.sampled_from(["manual", "machine", "computed", "dataset"]),
        st.integers(0, 1000),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda c: c.id,
)


@given(claims_strategy, st.randoms(use_true_random=False))
def test_the_order_of_claims_does_not_matter(claims: list[Claim], random: object) -> None:
    shuffled = list(claims)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert assess(shuffled, PARTIES) == assess(claims, PARTIES)
    assert counting_ids(shuffled) == counting_ids(claims)


@given(claims_strategy, claims_strategy)
def test_retracting_what_was_added_gives_the_earlier_status(before: list[Claim], added: list[Claim]) -> None:
    later = [
        c._replace(
            id=f"added-{c.id}",
            retracted_at="2024-07-01T00:00:00.000000Z",
            retracted_on="2024-07-01",
            retraction_kind="our_error",
        )
        for c in added
    ]
    earlier, after = assess(before, PARTIES), assess([*before, *later], PARTIES)
    assert earlier is not None
    assert after is not None
    assert after.claims == earlier.claims + len(later)
    assert after._replace(claims=earlier.claims) == earlier


@given(claims_strategy)
def test_every_fact_has_one_of_six_statuses(claims: list[Claim]) -> None:
    found = assess(claims, PARTIES)
    assert found is not None
    assert found.status in STATUSES
    assert found.draws or found.status not in {"asserted", "corroborated"}
