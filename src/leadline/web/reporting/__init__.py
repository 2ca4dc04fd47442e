"""Documents of records, taken along from their pages."""
