
drill-kill-node: node_modules ## kill a node while clients write
	npm run --silent drill -- kill

drill-pause-node: node_modules ## stop a node in its tracks while clients write
	npm run --silent drill -- pause
