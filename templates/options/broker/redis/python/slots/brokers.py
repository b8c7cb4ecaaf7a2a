if url.startswith(("redis:", "rediss:")):
    return await RedisBroker.connect(config, log)
