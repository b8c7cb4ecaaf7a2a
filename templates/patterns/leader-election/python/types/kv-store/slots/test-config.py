"CONTROL_DATABASE_URL": "sqlite::memory:",
