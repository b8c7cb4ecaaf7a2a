
drill-idempotency-key: node_modules ## kill the command while its request is under way
	npm run --silent drill:idempotency-key
