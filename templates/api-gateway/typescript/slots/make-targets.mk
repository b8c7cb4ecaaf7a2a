
fake-dependencies: node_modules ## start the stand-ins for orders, customers and identity
	npm run fake-dependencies
