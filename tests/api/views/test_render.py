"""The renderer: one file, nothing from elsewhere, nothing that can run but its own script."""

from __future__ import annotations

import json
import re

from api.views.dyad import render_dyad
from api.views.render import embedded
from tests.api.views.answers import dyad, sample


def test_a_page_asks_for_nothing() -> None:
    html = render_dyad(sample())
    assert not re.search(r"<(link|img|iframe|object|embed|base)\b", html.split("<script>")[0])
    assert "sourceMappingURL" not in html
    assert not re.search(r"\son\w+=|\sstyle=", html.split('<script type="application/json"')[0])


def test_the_policy_allows_its_own_script_alone() -> None:
    html = render_dyad(sample())
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    assert policy
    assert "unsafe" not in policy[1]
    assert "default-src &#39;none&#39;" in policy[1]


def test_data_survive_their_escaping() -> None:
    data = {"name": "</script><!--&\u2028\u2029{{7*7}}", "number": 7}
    text = str(embedded(data))
    assert json.loads(text) == data
    assert not set("<>&\u2028\u2029") & set(text)


def test_pages_are_the_same_on_every_run() -> None:
    assert render_dyad(sample()) == render_dyad(sample())


def test_vis_network_is_there_once_and_only_where_there_is_a_picture() -> None:
    assert render_dyad(sample()).count("@version 9.1.2") == 1
    assert "@version 9.1.2" not in render_dyad(dyad())
