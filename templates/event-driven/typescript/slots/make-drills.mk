
drill-kill-dependency: node_modules ## stop the carrier and watch
	npm run --silent drill -- kill

drill-hang-dependency: node_modules ## make the carrier never answer
	npm run --silent drill -- hang

drill-fail-dependency: node_modules ## make the carrier answer 500
	npm run --silent drill -- fail

drill-unknown-event: node_modules ## send an event that nobody can read
	npm run --silent drill:unknown-event
