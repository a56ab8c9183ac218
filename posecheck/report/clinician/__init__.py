"""The report for who treats the person: one page out of a period of the history, as HTML, PDF and JSON."""
