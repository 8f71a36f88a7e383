"""Marks → lines → blocks (nested by their bullets) and tables (cells with spans, stitched over pages). Knows no language."""
