if url.startswith(("nats:", "tls:")):
    return await NatsBroker.connect(config, log)
