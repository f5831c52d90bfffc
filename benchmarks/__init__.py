"""Benchmarks: a fixed workload through our own code, beside what the machine allows."""
