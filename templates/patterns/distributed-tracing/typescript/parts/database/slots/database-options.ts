log: traceQuery,
