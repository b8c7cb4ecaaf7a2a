
drill-feature-flag: node_modules ## take no changes for a while, without a restart
	npm run --silent drill:feature-flag
