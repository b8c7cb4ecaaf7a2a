
drill-idempotency-key: node_modules ## send the same again and again
	npm run --silent drill:idempotency-key
