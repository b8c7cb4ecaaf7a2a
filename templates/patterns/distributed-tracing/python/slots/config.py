# What this service is called in traces.
otel_service_name: str = "{{name}}"
# `otlp` to a collector, `console` into the log, `none` nowhere.
otel_traces_exporter: Literal["none", "console", "otlp"] = "none"
otel_exporter_otlp_endpoint: str = matching("https?://.+", "http://127.0.0.1:4318")
# The part of the traces begun here that is kept.
otel_traces_sampler_arg: float = Field(1, ge=0, le=1)
