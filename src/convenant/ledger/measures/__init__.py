"""Sums over lines, each written once as an Ibis expression: on DuckDB here, on Spark there."""
