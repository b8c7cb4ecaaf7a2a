
drill-bulkhead: node_modules ## make a dependency hang under load
	npm run --silent drill:bulkhead
