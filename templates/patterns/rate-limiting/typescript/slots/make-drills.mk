
drill-rate-limiting: node_modules ## send more than a client may
	npm run --silent drill:rate-limiting
