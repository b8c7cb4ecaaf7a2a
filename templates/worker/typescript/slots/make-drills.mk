
drill-kill-dependency: node_modules ## stop payments and watch
	npm run --silent drill -- kill

drill-hang-dependency: node_modules ## make payments never answer
	npm run --silent drill -- hang

drill-fail-dependency: node_modules ## make payments answer 500
	npm run --silent drill -- fail

drill-kill-worker: node_modules ## kill a worker in the middle of its jobs
	npm run --silent drill:kill-worker
