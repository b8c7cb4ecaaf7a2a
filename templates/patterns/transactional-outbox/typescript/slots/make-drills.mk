
drill-transactional-outbox: node_modules ## restart the service while events are on their way
	npm run --silent drill:transactional-outbox
