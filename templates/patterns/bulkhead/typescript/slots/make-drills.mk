
drill-bulkhead: node_modules ## make a service hang under load
	npm run --silent drill:bulkhead
