
drill-health-check: node_modules ## take a node away and ask the others how they are
	npm run --silent drill:health-check
