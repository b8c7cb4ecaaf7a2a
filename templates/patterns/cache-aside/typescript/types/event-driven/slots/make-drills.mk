
drill-cache-aside: node_modules ## have many read what has just expired
	npm run --silent drill:cache-aside
