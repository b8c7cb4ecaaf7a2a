processors = span_processors(config, log, metrics)
tracing = Tracing(config.otel_service_name, config.otel_traces_sampler_arg, processors)
lifecycle.on_stop("tracing", tracing.stop)
