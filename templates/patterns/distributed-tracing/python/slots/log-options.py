add_trace,
