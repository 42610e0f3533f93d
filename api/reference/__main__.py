"""`python -m api.reference [--check]`."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from api.reference import FOLDER, PAGES, stale, text


def main(arguments: Sequence[str]) -> int:
    """Write the pages; with `--check` only look. Answers the exit status."""
    if list(arguments) not in ([], ["--check"]):
        sys.stderr.write(f"api.reference takes nothing or --check, not {' '.join(arguments)}.\n")
        return 2
    if arguments:
        wrong = stale()
        for name in wrong:
            sys.stderr.write(f"docs/reference/{name} doesn't tell what the code does: run 'make docs' and commit it.\n")
        return 1 if wrong else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in PAGES:
        (FOLDER / f"{name}.md").write_text(text(name), encoding="utf-8")
    sys.stdout.write(f"{len(PAGES)} pages in {FOLDER}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
