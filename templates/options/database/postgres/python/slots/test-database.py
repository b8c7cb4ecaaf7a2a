if SERVER is not None:
    async with new_schema(SERVER) as url:
        yield url
    return
