/** What this service is called in traces. */
OTEL_SERVICE_NAME: z.string().default('{{name}}'),
/** `otlp` to a collector, `console` into the log, `none` nowhere. */
OTEL_TRACES_EXPORTER: z.enum(['none', 'console', 'otlp']).default('none'),
OTEL_EXPORTER_OTLP_ENDPOINT: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4318'),
/** The part of the traces begun here that is kept. */
OTEL_TRACES_SAMPLER_ARG: z.coerce.number().min(0).max(1).default(1),
