
drill-retry-backoff-jitter: node_modules ## make a service fail for a moment
	npm run --silent drill:retry-backoff-jitter
