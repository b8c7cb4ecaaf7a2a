
fake-dependencies: node_modules ## start the stand-ins for the carrier and notifications
	npm run fake-dependencies
