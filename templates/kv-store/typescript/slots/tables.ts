entries: EntryRow
