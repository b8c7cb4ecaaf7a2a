
drill-deadline-propagation: node_modules ## make a service hang for longer than a request may take
	npm run --silent drill:deadline-propagation
