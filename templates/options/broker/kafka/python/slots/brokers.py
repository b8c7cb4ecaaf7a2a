if url.startswith("kafka:"):
    return await KafkaBroker.connect(config, log)
