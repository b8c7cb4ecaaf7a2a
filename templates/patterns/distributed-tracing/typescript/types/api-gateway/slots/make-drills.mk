
drill-distributed-tracing: node_modules ## look at the trace of a call that fails
	npm run --silent drill:distributed-tracing
