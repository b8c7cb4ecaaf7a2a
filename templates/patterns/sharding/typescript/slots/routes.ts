server.get('/shards', async () => placement.map())
