
drill-feature-flag: node_modules ## roll a feature out, kill it, and break the file of flags
	npm run --silent drill:feature-flag
