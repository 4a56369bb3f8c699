"""Pictures as SVG text, drawn from plain numbers and words: nothing here knows a model, a query or a page."""
