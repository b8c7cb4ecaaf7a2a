
drill-kill-dependency: node_modules ## cut the connections of orders and watch
	npm run --silent drill -- kill

drill-hang-dependency: node_modules ## make orders never answer
	npm run --silent drill -- hang

drill-fail-dependency: node_modules ## make orders answer 500
	npm run --silent drill -- fail
