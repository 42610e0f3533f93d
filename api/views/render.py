"""The one renderer of pages: a template, its data and all that it needs in one HTML file.

A page opens offline and can be mailed: style and scripts stand inside it, vis-network (from pyvis's own package) once.
Its Content-Security-Policy allows just these, by their hashes: no request goes anywhere, and text that got past the
escaping could still not run. Data stand in a script element of type application/json, written so that nothing in them
can end it.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from typing import Any

import orjson
from jinja2 import Environment, FileSystemLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from api.views.addresses import fact_page, source_page
from api.views.cells import cell
from api.views.names import flag
from api.views.pagedata import IN_TABLE
from api.views.palette import DIMENSIONS, SIGNS, STANCES, STATUSES

SCRIPTS = (
    "lines.js",
    "state.js",
    "filters.js",
    "table.js",
    "exchange.js",
    "panel.js",
    "picture.js",
    "tools.js",
    "svg.js",
    "main.js",
)

# JSON leaves these as they are, but HTML or old JavaScript engines could see an end of script or line in them.
_UNSAFE = {
    b"<": b"\\u003c",
    b">": b"\\u003e",
    b"&": b"\\u0026",
    "\u2028".encode(): b"\\u2028",
    "\u2029".encode(): b"\\u2029",
}


class Page(str):
    """A page's HTML, with the Content-Security-Policy that it satisfies: what serves it sends that as a header, too."""

    __slots__ = ("policy",)
    policy: str


def page(
    template: str, *, data: Mapping[str, Any], served: bool = False, extra: Sequence[str] = (), **context: Any
) -> Page:
    """A template of `api/templates/` as one self-contained HTML page.

    `data` is what the page's scripts read, `extra` names further scripts of `api/static/js/`; everything in `context` is
    escaped where the template places it. `served`: a page that this server gives, so its forms and scripts may ask the
    server again; a file that is mailed asks nobody.
    """
    style, script = _style(), _script(with_network="picture" in data, extra=tuple(extra))
    policy = _policy(style, script, served=served)
    html = (
        _environment()
        .get_template(template)
        .render(
            style=Markup(style),  # noqa: S704  our own file
            script=Markup(script),  # noqa: S704  our own files and pyvis's
            policy=policy,
            data=embedded(data),
            content=data,
            served=served,
            dimensions=DIMENSIONS,
            statuses=STATUSES,
            stances=STANCES,
            **context,
        )
    )
    made = Page(html)
    made.policy = policy
    return made


def embedded(data: Mapping[str, Any]) -> Markup:
    """Data as JSON that can't break out of its script element.

    >>> embedded({"name": "</script><b>"})
    Markup('{"name":"\\\\u003c/script\\\\u003e\\\\u003cb\\\\u003e"}')
    """
    text = orjson.dumps(data, option=orjson.OPT_NON_STR_KEYS)
    for unsafe, safe in _UNSAFE.items():
        text = text.replace(unsafe, safe)
    return Markup(text.decode())  # noqa: S704  escaped above


def _policy(style: str, script: str, *, served: bool) -> str:
    """The Content-Security-Policy that the page satisfies. Images are those that it draws itself for PNG."""
    own = "self" if served else "none"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_hash(script)}",
            f"style-src {_hash(style)}",
            "img-src data: blob:",
            "base-uri 'none'",
            f"connect-src '{own}'",
            f"form-action '{own}'",
        )
    )


@lru_cache(maxsize=64)
def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(str(files("api").joinpath("templates"))),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["flag"] = flag
    environment.globals["in_table"] = IN_TABLE
    environment.globals["fact_page"] = fact_page
    environment.globals["source_page"] = source_page
    environment.filters["thousands"] = lambda count: f"{count:,}"
    environment.filters["cell"] = cell
    return environment


@lru_cache(maxsize=1)
def _style() -> str:
    named = {**DIMENSIONS, **SIGNS}
    light = "".join(f"--{name}:{colours[0]};" for name, colours in named.items())
    dark = "".join(f"--{name}:{colours[1]};" for name, colours in named.items())
    sheet = files("api").joinpath("static", "page.css").read_text(encoding="utf-8")
    marks = "".join(f'[data-dimension="{name}"]{{--mark:var(--{name})}}' for name in DIMENSIONS)
    return (
        f":root{{{light}}}@media (prefers-color-scheme:dark){{:root:not([data-theme=light]){{{dark}}}}}"
        f":root[data-theme=dark]{{{dark}}}@media print{{:root:root:root{{{light}}}}}{marks}\n{sheet}"
    )


@lru_cache(maxsize=16)
def _script(*, with_network: bool, extra: tuple[str, ...]) -> str:
    folder = files("api").joinpath("static", "js")
    # The last one starts everything, so what is extra goes before it.
    names = (*SCRIPTS[:-1], *extra, SCRIPTS[-1])
    own = "\n".join(folder.joinpath(name).read_text(encoding="utf-8") for name in names)
    # A closure of our own: nothing of the page's is reachable by name from elsewhere.
    own = f'(() => {{\n"use strict";\n{own}\n}})();'
    return f"{_vis_network()}\n{own}" if with_network else own


def _vis_network() -> str:
    library = files("pyvis").joinpath("lib", "vis-9.1.2", "vis-network.min.js").read_text(encoding="utf-8")
    # Its last line names a source map, which a browser's developer tools would ask for.
    return library.rsplit("\n//# sourceMappingURL", 1)[0]
