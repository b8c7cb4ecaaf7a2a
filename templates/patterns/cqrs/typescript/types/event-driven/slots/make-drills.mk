
drill-cqrs: node_modules ## spoil the read model and make it anew
	npm run --silent drill:cqrs
