
drill-distributed-tracing: node_modules ## look at the trace of a write over several nodes
	npm run --silent drill:distributed-tracing
