
drill-leader-election: node_modules ## stop the leader in the middle of its work
	npm run --silent drill:leader-election
