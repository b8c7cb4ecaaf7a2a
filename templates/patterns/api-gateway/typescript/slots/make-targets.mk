
start-gateway: node_modules ## build and start the gateway
	npm run start:gateway
