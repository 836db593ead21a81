"""Formulas that know no tables: arrays and counts in, estimates with intervals out."""
