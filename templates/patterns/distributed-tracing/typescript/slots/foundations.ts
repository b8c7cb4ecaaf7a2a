const tracing = createTracing({
  serviceName: config.OTEL_SERVICE_NAME,
  ratio: config.OTEL_TRACES_SAMPLER_ARG,
  processors: spanProcessors(config, log, metrics),
})
lifecycle.onStop('tracing', () => tracing.stop())
