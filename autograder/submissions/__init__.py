"""Reads what students handed in, as bytes and with bounds; never runs, imports, parses or unpacks any of it to disk."""
