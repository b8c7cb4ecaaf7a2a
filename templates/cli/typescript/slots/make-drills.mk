
drill-kill-dependency: node_modules ## cut the connections of the service
	npm run --silent drill -- kill

drill-hang-dependency: node_modules ## make the service never answer
	npm run --silent drill -- hang

drill-fail-dependency: node_modules ## make the service answer 500
	npm run --silent drill -- fail
