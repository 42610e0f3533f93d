"""Building the vocabulary: entries are put together and checked against each other.

Parents and inverses exist, nothing is its own ancestor, every relation ends in one of PLOVER's types, the sign of a
valence fits its quad class, and no relation is called like something in the graph's own structure.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from graph.vocabulary.forms import Core, OrganisationForm, RelationForm, ResourceForm, UnitForm
from graph.vocabulary.models import Organisation, Relation, Resource, Unit
from graph.vocabulary.reading import Entry

_WORD = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_UNIT = re.compile(r"[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*")
_ORGANISATION = re.compile(r"org:\w+")
_LONGEST = 60
# Of a relation that is another's inverse, all but its words (and the codes that say it so) is the other's.
_OF_INVERSE = frozenset({"label", "definition", "aliases", "phrases", "inverse_of", "cameo"})


def build_units(entries: Mapping[str, Entry]) -> dict[str, Unit]:
    """The units by id."""
    units = {}
    for ident, entry in entries.items():
        _check_id(entry, _UNIT, "letters and digits joined by _")
        units[ident] = Unit(id=ident, **entry.form(UnitForm).model_dump())
    return units


def build_organisations(entries: Mapping[str, Entry]) -> dict[str, Organisation]:
    """The organisations by id."""
    organisations = {}
    for ident, entry in entries.items():
        _check_id(entry, _ORGANISATION, "`org:` and letters, digits and _")
        organisations[ident] = Organisation(id=ident, **entry.form(OrganisationForm).model_dump())
    return organisations


def build_resources(entries: Mapping[str, Entry], core: Core) -> dict[str, Resource]:
    """The resources by id; unit and dimension come from the parent where they are absent."""
    forms = {ident: entry.form(ResourceForm) for ident, entry in entries.items()}
    resources = {}
    for ident, entry in entries.items():
        _check_id(entry, _WORD, "lower-case letters and digits joined by _")
        above = _above(entries, {key: form.parent for key, form in forms.items()}, ident)
        unit = next((forms[each].unit for each in above if forms[each].unit), None)
        dimension = next((forms[each].dimension for each in above if forms[each].dimension), None)
        if unit is None:
            raise entry.problem("unit", "a resource without parent has to have one")
        form = forms[ident]
        resources[ident] = Resource(
            id=ident,
            name=form.name,
            aliases=form.aliases,
            parent=form.parent,
            above=above,
            unit=unit,
            dimension=_dimension(entry, dimension, core),
            hs=form.hs,
            sipri=form.sipri,
        )
    return resources


def build_relations(entries: Mapping[str, Entry], core: Core) -> dict[str, Relation]:
    """The relations by id, each under one of PLOVER's types."""
    forms = {ident: entry.form(RelationForm) for ident, entry in entries.items()}
    for entry in entries.values():
        _check_id(entry, _WORD, "lower-case letters and digits joined by _")
        if entry.id.upper() in core.structural:
            raise entry.problem(None, "the graph's own structure has this name; take another one")
    inverses = _inverses(entries, forms)
    parents = {ident: _parent(ident, forms, inverses) for ident in forms}
    above = {ident: _above(entries, parents, ident) for ident in entries}
    _check_plover(entries, forms, core)
    return {ident: _relation(entry, above, forms, inverses, core) for ident, entry in entries.items()}


def _relation(
    entry: Entry,
    above: Mapping[str, tuple[str, ...]],
    forms: Mapping[str, RelationForm],
    inverses: Mapping[str, str],
    core: Core,
) -> Relation:
    form = forms[entry.id]
    line = [forms[each] for each in above[form.inverse_of or entry.id]]
    told, plover = line[0], line[-1].plover
    if plover is None:
        raise entry.problem("parent", "it has to be given: a relation that this one is a kind of")
    if plover not in core.plover:
        raise entry.problem("plover", f"{plover!r} is none of PLOVER's types: {', '.join(core.plover)}")
    valence = next((each.valence for each in line if each.valence is not None), None)
    if valence is None:
        raise entry.problem("valence", "it has to be given")
    quad_class = next((each.quad_class for each in line if each.quad_class), core.plover[plover].quad_class)
    if valence * (1 if quad_class.endswith("cooperation") else -1) < 0:
        raise entry.problem(
            "valence", f"{valence} does not fit {quad_class}; cooperation is 0 or more, conflict 0 or less"
        )
    return Relation(
        id=entry.id,
        label=form.label,
        aliases=form.aliases,
        definition=form.definition,
        parent=next(iter(above[entry.id][1:]), None),
        above=above[entry.id],
        plover=plover,
        inverse=inverses.get(entry.id),
        canonical=form.inverse_of is None,
        symmetric=told.symmetric,
        valence=valence,
        quad_class=quad_class,
        dimension=_dimension(entry, next((each.dimension for each in line if each.dimension), None), core),
        cameo=form.cameo,
        levels=told.levels,
        resource=told.resource,
        partner=told.partner,
        phrases=form.phrases,
    )


def _inverses(entries: Mapping[str, Entry], forms: Mapping[str, RelationForm]) -> dict[str, str]:
    """Both ways: of each relation that has an inverse, which one it is."""
    inverses: dict[str, str] = {}
    for ident, form in forms.items():
        other, entry = form.inverse_of, entries[ident]
        if other is None:
            continue
        if extra := sorted(set(entry.fields) - _OF_INVERSE):
            raise entry.problem(extra[0], f"an inverse has it from {other!r}; leave it out")
        if other not in forms or other == ident:
            raise entry.problem("inverse_of", f"{other!r} is no other relation; give the id of one")
        if forms[other].inverse_of or forms[other].symmetric or other in inverses:
            raise entry.problem("inverse_of", f"{other!r} is symmetric, an inverse itself, or has an inverse already")
        inverses |= {ident: other, other: ident}
    return inverses


def _parent(ident: str, forms: Mapping[str, RelationForm], inverses: Mapping[str, str]) -> str | None:
    """The parent; of an inverse, that of its canonical one seen from the other side (imports_from: receives)."""
    form = forms[ident]
    if form.inverse_of is None:
        return form.parent
    parent = forms[form.inverse_of].parent
    return inverses.get(parent, parent) if parent else None


def _above(entries: Mapping[str, Entry], parents: Mapping[str, str | None], ident: str) -> tuple[str, ...]:
    above = [ident]
    while (parent := parents[above[-1]]) is not None:
        if parent not in parents:
            raise entries[above[-1]].problem(
                "parent", f"{parent!r} is no {entries[ident].section[:-1]}; give the id of one"
            )
        if parent in above:
            raise entries[ident].problem("parent", f"it comes round to itself: {' > '.join([*above, parent])}")
        above.append(parent)
    return tuple(above)


def _check_plover(entries: Mapping[str, Entry], forms: Mapping[str, RelationForm], core: Core) -> None:
    tops: dict[str, str] = {}
    for ident, form in forms.items():
        if form.plover is None:
            continue
        if form.parent or form.plover in tops:
            known = tops.get(form.plover, form.parent)
            raise entries[ident].problem("plover", f"only {known!r} stands for it; give parent: {known} instead")
        tops[form.plover] = ident
    if missing := sorted(set(core.plover) - set(tops)):
        raise ValueError(f"relations.yaml has no relation for {', '.join(missing)}")


def _dimension(entry: Entry, dimension: str | None, core: Core) -> str:
    if dimension not in core.dimensions:
        raise entry.problem("dimension", f"{dimension!r} is none; dimensions are {', '.join(core.dimensions)}")
    return dimension


def _check_id(entry: Entry, form: re.Pattern[str], told: str) -> None:
    if not form.fullmatch(entry.id) or len(entry.id) > _LONGEST:
        raise entry.problem(None, f"an id of {entry.section} is made of {told}, {_LONGEST} characters at most")
