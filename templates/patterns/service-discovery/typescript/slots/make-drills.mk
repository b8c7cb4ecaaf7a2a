
drill-service-discovery: node_modules ## stop one of two instances
	npm run --silent drill:service-discovery
