CONTROL_DATABASE_URL: `sqlite:${path.join(folder, 'control.db')}`,
