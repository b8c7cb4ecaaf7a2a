tellPosition(server, '/orders', queries)
