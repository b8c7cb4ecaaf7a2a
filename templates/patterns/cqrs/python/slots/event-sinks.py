projection = Projection(database, read_model, config, log, metrics, health)
lifecycle.on_stop("projection", projection.stop)
sinks.append(projection)
