"""Regressions of millions of answers on zeros and ones, and the importance of what is regressed on."""
