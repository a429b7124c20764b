"""What a month says about a unit, computed from its cases."""
