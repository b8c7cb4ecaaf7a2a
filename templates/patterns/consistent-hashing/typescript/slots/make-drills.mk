
drill-consistent-hashing: node_modules ## let a fourth node join and count the keys that move
	npm run --silent drill:consistent-hashing
