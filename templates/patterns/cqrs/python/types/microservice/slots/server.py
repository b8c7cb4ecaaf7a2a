read_after = ReadAfter(database, read_model.feed, projection, config.read_wait_ms)
app.add_middleware(TellPosition, path="/orders", read_after=read_after)
