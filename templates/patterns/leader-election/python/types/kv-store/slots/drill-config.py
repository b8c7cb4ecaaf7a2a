"CONTROL_DATABASE_URL": f"sqlite:{folder / 'control.db'}",
