
fake-dependencies: node_modules ## start the stand-ins for payments, stock and notifications
	npm run fake-dependencies
