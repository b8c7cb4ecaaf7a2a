
drill-api-gateway: node_modules ## stop the service behind the gateway
	npm run --silent drill:api-gateway
