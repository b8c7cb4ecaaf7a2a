
drill-dead-letter-queue: node_modules ## make one thing impossible to handle, and redrive it
	npm run --silent drill:dead-letter-queue
