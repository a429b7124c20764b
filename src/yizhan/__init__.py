"""Yizhan 一站: a one-stop intellectual-property service system."""

__version__ = "0.1.0"
