"""Neo4j Browser's files, made from the vocabulary: a style in the dimensions' colours, and saved queries.

Neo4j Browser 5.24 takes both by drag and drop: a `.grass` file as its style, a `.zip` of `.cypher` files as saved
scripts, whose names are their first comment (so its own export is made). `python -m graph.vocabulary.browser`
writes them anew into `cypher/browser/`.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from graph.queries import folder
from graph.vocabulary import Vocabulary, load_vocabulary

STYLE, SAVED = "bilat.grass", "bilat-saved-queries.zip"

_GREY, _INK, _RED = "#A5ABB6", "#2B2B2B", "#A50F15"
_NODES: Mapping[str, tuple[str, str, int]] = {
    # label: colour, colour of its text, diameter
    "": (_GREY, _INK, 50),
    "Actor": ("#5B6670", "#FFFFFF", 50),
    "Country": ("#1F3A5F", "#FFFFFF", 65),
    "Organisation": ("#4B4E8C", "#FFFFFF", 50),
    "Person": ("#7A6A53", "#FFFFFF", 50),
    "Fact": ("#FFF7E0", "#2B2B2B", 80),
    "Resource": ("#E8EEF2", "#2B2B2B", 50),
    "Place": ("#DDE8D6", "#2B2B2B", 50),
    "Source": ("#F2F2F2", "#2B2B2B", 50),
    "Event": ("#EADDEB", "#2B2B2B", 50),
}
# Claims speak by weight and by one colour that no dimension has, for those that speak against.
_STANCES: Mapping[str, tuple[str, int]] = {
    "ASSERTS": (_INK, 3),
    "CONFIRMS": (_INK, 5),
    "REPORTS": (_GREY, 2),
    "DOUBTS": (_RED, 2),
    "DENIES": (_RED, 5),
}


def style(words: Vocabulary) -> str:
    """The GraSS style sheet: nodes by label, claims by stance, derived edges in the colour of their relation's dimension.

    GraSS has no comments, and a later rule wins.
    """
    return "\n".join([*_nodes(), *_relationships(words)])


def _nodes() -> Iterator[str]:
    for label, (colour, text, diameter) in _NODES.items():
        yield _rule(
            f"node.{label}" if label else "node",
            {
                "color": colour,
                "border-color": _darker(colour),
                "border-width": "2px",
                "text-color-internal": text,
                "font-size": "10px",
                "diameter": f"{diameter}px",
                "caption": '"{name}"',
            },
        )


def _relationships(words: Vocabulary) -> Iterator[str]:
    plain = {"font-size": "8px", "padding": "3px", "text-color-external": "#000000", "text-color-internal": "#FFFFFF"}
    yield _rule("relationship", {"color": _GREY, "shaft-width": "1px", **plain, "caption": '"<type>"'})
    for stance, (colour, width) in _STANCES.items():
        yield _line(stance, colour, width)
    for relation in words.relations.values():
        if relation.canonical or relation.id == "receives":  # the types that derived edges have
            yield _line(relation.type, words.dimensions[relation.dimension], 3)


def _line(kind: str, colour: str, width: int) -> str:
    return _rule(f"relationship.{kind}", {"color": colour, "shaft-width": f"{width}px", "caption": '"<type>"'})


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    lines = "".join(f"  {name}: {value};\n" for name, value in properties.items())
    return f"{selector} {{\n{lines}}}\n"


def _darker(colour: str) -> str:
    return "#" + "".join(f"{int(int(colour[at : at + 2], 16) * 0.8):02X}" for at in (1, 3, 5))


def saved_queries() -> bytes:
    """The zip of `cypher/browser/queries/` that Neo4j Browser imports.

    Without a folder inside: Browser 5.24 makes one empty folder more for each file that names one. The same queries give
    the same bytes: every entry has the first day that a zip can tell.
    """
    packed = io.BytesIO()
    queries = folder().joinpath("browser", "queries").iterdir()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as archive:
        for query in sorted(queries, key=lambda file: file.name):
            if query.name.endswith(".cypher"):
                entry = zipfile.ZipInfo(query.name, (1980, 1, 1, 0, 0, 0))
                archive.writestr(entry, query.read_text(encoding="utf-8").strip())
    return packed.getvalue()


def write(target: Path) -> None:
    """Write both files into the folder `target`."""
    (target / STYLE).write_text(style(load_vocabulary()), encoding="utf-8")
    (target / SAVED).write_bytes(saved_queries())


if __name__ == "__main__":
    write(Path(str(folder())) / "browser")
