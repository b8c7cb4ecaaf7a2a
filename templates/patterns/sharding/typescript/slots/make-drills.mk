
drill-sharding: node_modules ## let a node join while clients write
	npm run --silent drill:sharding
