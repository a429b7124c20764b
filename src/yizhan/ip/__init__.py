"""The library wing: what software can know about intellectual property.

Plain Python: no Django, no database, no clock, no settings. Works alone and is what the benchmarks measure.
"""
