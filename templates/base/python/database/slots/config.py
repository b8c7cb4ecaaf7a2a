# `sqlite:<file>`, or a server's URL where one was chosen.
database_url: str = "sqlite:data/{{name}}.db"
