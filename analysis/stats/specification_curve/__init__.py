"""Specification curve: one difference under every defensible analysis (Simonsohn et al. 2020)."""
