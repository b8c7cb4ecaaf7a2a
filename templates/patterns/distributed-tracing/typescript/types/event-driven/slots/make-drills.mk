
drill-distributed-tracing: node_modules ## look at the trace of a call that fails, then lose the collector
	npm run --silent drill:distributed-tracing
