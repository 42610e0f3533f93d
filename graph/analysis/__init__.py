"""Analyses of the network of facts: one module for each, with its formula and where that comes from.

Each takes lines (`graph.ties.Tie`) and answers plain values for JSON, with `method` saying what was calculated, so that
a result can be cited and checked.
"""
