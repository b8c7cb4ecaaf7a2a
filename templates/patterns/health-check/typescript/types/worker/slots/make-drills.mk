
drill-health-check: node_modules ## take payments away, then the tables of the database
	npm run --silent drill:health-check
