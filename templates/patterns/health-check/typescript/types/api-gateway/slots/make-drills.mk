
drill-health-check: node_modules ## take orders away and ask for its health
	npm run --silent drill:health-check
