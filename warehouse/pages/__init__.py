"""In: an open warehouse and a way to draw pages. Out: a static site that shows every fact beside the page it stands on.

`rows.py` asks the warehouse, `words.py` finds a quote's characters on a page, `pictures.py` draws pages,
`reports.py` copies the reports of other tools, `writing.py` puts the folder together. What a browser gets is written by
hand in `static/`: no framework, no build step, nothing loaded from elsewhere.
"""

from warehouse.pages.writing import Drawn, NotASite, Order, write_site

__all__ = ["Drawn", "NotASite", "Order", "write_site"]
