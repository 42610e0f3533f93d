"""Speed, as ratios of two sides measured in one run on one machine: `python -m bench` (docs/benchmarks.md)."""
