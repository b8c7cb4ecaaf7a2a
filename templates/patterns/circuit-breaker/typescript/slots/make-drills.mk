
drill-circuit-breaker: node_modules ## make a service hang and watch the breaker
	npm run --silent drill:circuit-breaker
