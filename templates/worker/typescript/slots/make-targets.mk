
fake-dependencies: node_modules ## start the stand-ins for payments and notifications
	npm run fake-dependencies
