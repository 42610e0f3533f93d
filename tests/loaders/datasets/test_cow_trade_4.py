"""Version 4 of COW trade is told from version 3 by its columns, and has its origin."""

from __future__ import annotations

from pathlib import Path

from loaders.tables.registry import origin, recognise

HEADER = (
    "ccode1,ccode2,year,importer1,importer2,flow1,flow2,smoothflow1,smoothflow2,smoothtotrade,spike1,spike2,dip1,dip2,"
    "trdspike,tradedip,bel_lux_alt_flow1,bel_lux_alt_flow2,china_alt_flow1,china_alt_flow2,source1,source2,version"
)


def test_the_release_is_told_by_its_columns(tmp_path: Path) -> None:
    path = tmp_path / "Dyadic_COW_4.0.csv"
    path.write_text(f"{HEADER}\n2,20,1920,US,Canada,611.86,735.48,1,1,1,0,0,0,0,0,0,-9,-9,-9,-9,1,1,4\n")
    found = recognise(path)
    assert found is not None
    assert (found.dataset.name, found.dataset.version, origin(found.dataset.name)) == (
        "cow_trade_4",
        "4.0",
        "cow_trade",
    )
    assert set(HEADER.split(",")) <= {*found.table.columns, *found.table.ignored}
