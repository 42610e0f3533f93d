"""CAMEO's codes of countries, regions and organisations, as GDELT writes them.

They are mostly ISO 3166-1 alpha-3 codes, but MTN is Montenegro, and some codes of regions are other countries' elsewhere
(SAF is southern Africa, not South Africa), so that a code that isn't one of these is never taken for something near.
"""

from __future__ import annotations

from collections.abc import Mapping

_REGIONS = (
    "AFR ASA BAG BLK CAS CAU CEU CFR CRB EAF EEU EIN EUR GZS LAM MDT MEA NAF NMR PGS SAF SAM SAS SCN SEA WAF WSB WST"
)

REGIONS = frozenset(_REGIONS.split())
"""Regions, and parts of countries."""

_ISO = (
    "AFG ALA ALB DZA ASM AND AGO AIA ATG ARG ARM ABW AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BMU BTN BOL BIH BWA BRA VGB "
    "BRN BGR BFA BDI KHM CMR CAN CPV CYM CAF TCD CHL CHN COL COM COD COG COK CRI CIV HRV CUB CYP CZE DNK DJI DMA DOM ECU EGY "
    "SLV GNQ ERI EST ETH FRO FLK FJI FIN FRA GUF PYF GAB GMB GEO DEU GHA GIB GRC GRL GRD GLP GUM GTM GIN GNB GUY HTI VAT HND "
    "HKG HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR PRK KOR KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MAC "
    "MKD MDG MWI MYS MDV MLI MLT MHL MTQ MRT MUS MYT MEX FSM MDA MCO MNG MSR MAR MOZ MMR NAM NRU NPL NLD ANT NCL NZL NIC NER "
    "NGA NIU NFK MNP NOR PSE OMN PAK PLW PAN PNG PRY PER PHL PCN POL PRT PRI QAT REU ROU RUS RWA SHN KNA LCA SPM VCT WSM SMR "
    "STP SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF ESP LKA SDN SSD SUR SJM SWZ SWE CHE SYR TWN TJK TZA THA TGO TKL TON TTO "
    "TUN TUR TKM TCA TUV UGA UKR ARE GBR USA VIR URY UZB VUT VEN VNM WLF ESH YEM ZMB ZWE"
)

COUNTRIES: Mapping[str, str] = {
    **{code: code for code in _ISO.split()},
    "IMY": "IMN",
    "KSV": "XKX",
    "MTN": "MNE",
    "PAL": "PSE",
    "ROM": "ROU",
    "TMP": "TLS",
}
"""CAMEO's code of a country: our code."""

ORGANISATIONS: Mapping[str, str] = {
    "ADB": "Asian Development Bank", "AFB": "African Development Bank", "ARL": "Arab League", "ASN": "ASEAN",
    "CEM": "COMESA", "CIS": "Commonwealth of Independent States", "COE": "Council of Europe",
    "CWN": "Commonwealth of Nations", "EBR": "EBRD", "ECA": "ECCAS", "EEC": "European Union",
    "EFT": "European Free Trade Association", "EIB": "European Investment Bank",
    "FAO": "Food and Agriculture Organization", "GCC": "Gulf Cooperation Council", "GOE": "G8", "GOS": "G7",
    "GSS": "G77", "IAD": "Intergovernmental Authority on Development", "IAE": "International Atomic Energy Agency",
    "ICC": "International Criminal Court", "ICJ": "International Court of Justice",
    "ILO": "International Labour Organization", "IMF": "International Monetary Fund", "ITP": "INTERPOL", "NAT": "NATO",
    "NON": "Non-Aligned Movement", "OAS": "Organization of American States", "OIC": "Organisation of Islamic Cooperation",
    "OPC": "OPEC", "SAA": "South Asian Association for Regional Cooperation",
    "SAD": "Southern African Development Community", "SCE": "OSCE", "UNO": "United Nations", "WAS": "ECOWAS",
    "WBK": "World Bank", "WHO": "World Health Organization", "WTO": "World Trade Organization",
}  # fmt: skip
"""CAMEO's code of an intergovernmental organisation ("known group"): its name in the vocabulary."""
