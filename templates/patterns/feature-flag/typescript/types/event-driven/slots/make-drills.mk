
drill-feature-flag: node_modules ## take nothing new for a while, without a restart
	npm run --silent drill:feature-flag
