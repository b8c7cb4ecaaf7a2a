entries: createEntries,
