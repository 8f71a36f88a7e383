"""Bytes → marks on a page (see marks.py): characters, rules, fills, pictures. Knows no Korean and no layout."""
