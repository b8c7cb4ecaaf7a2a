
rebuild-read-model: node_modules ## make the read model anew, of all changes
	npm run --silent rebuild-read-model
