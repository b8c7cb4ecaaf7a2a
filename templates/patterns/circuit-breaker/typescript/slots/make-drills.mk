
drill-circuit-breaker: node_modules ## make payments hang and watch the breaker
	npm run --silent drill:circuit-breaker
