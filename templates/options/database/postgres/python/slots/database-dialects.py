if url.startswith(("postgres:", "postgresql:")):
    return PostgresDatabase(url)
