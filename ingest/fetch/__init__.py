"""Sources in (web pages, feeds, file addresses), stored plan PDFs and a row per request out. Knows no page of a PDF.

Rooms: sources (the list), visit (one source), asking (one address), robots, links, recognise, shelf, journal.
"""
