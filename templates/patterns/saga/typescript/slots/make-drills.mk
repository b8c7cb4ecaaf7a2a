
drill-saga: node_modules ## stop the service between two steps of an order
	npm run --silent drill:saga
