# Where the nodes meet: who leads, and what only the leader writes. Not the keys.
control_database_url: str = "sqlite:data/{{name}}-control.db"
