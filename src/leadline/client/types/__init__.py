"""The types of what is answered, and of what is sent as well."""
