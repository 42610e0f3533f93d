"""Pages as answers: HTML with the headers that go with it."""

from __future__ import annotations

from fastapi.responses import HTMLResponse

from api.views.render import Page


def page_answer(page: Page) -> HTMLResponse:
    """A page with its Content-Security-Policy as a header, which can also forbid other sites to frame it.

    A page holds what the graph holds at that moment, so a browser asks again each time.
    """
    return HTMLResponse(
        page,
        headers={
            "Content-Security-Policy": f"{page.policy}; frame-ancestors 'none'",
            "X-Content-Type-Options": "nosniff",
            "Referrer-Policy": "no-referrer",
            "Cache-Control": "no-cache",
        },
    )
