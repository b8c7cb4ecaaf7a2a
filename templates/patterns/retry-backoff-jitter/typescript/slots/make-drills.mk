
drill-retry-backoff-jitter: node_modules ## make a dependency fail for a moment
	npm run --silent drill:retry-backoff-jitter
