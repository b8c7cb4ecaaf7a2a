
drill-bulkhead: node_modules ## make payments hang under load
	npm run --silent drill:bulkhead
