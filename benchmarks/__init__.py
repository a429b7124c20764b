"""Measurements beside real peers, in one run, on named data (benchmarks/README.md)."""
