"entries": create_entries,
