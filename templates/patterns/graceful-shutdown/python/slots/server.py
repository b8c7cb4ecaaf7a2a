shutdown = GracefulShutdown(config, health, lifecycle, log, metrics)
app.add_middleware(TrackRequests, shutdown=shutdown)
app.state.shutdown = shutdown
