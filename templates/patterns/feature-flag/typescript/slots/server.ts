guardWrites(server, flags)
