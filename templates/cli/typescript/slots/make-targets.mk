
fake-dependencies: node_modules ## start the stand-in for the orders service
	npm run fake-dependencies
