"""Mandates: who may act for whom, the register and what stands beside each item."""
