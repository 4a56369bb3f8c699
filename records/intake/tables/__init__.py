"""Tables: entries as rows of a spreadsheet, for CSV and XLSX alike. Nothing here writes to the desk."""
