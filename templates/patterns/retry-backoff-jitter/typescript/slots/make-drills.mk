
drill-retry-backoff-jitter: node_modules ## make payments fail for a moment
	npm run --silent drill:retry-backoff-jitter
