
drill-event-sourcing: node_modules ## restart the service and have it read its orders from events, old ones too
	npm run --silent drill:event-sourcing
