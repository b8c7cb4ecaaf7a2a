
cluster: node_modules ## start three nodes on loopback
	npm run cluster
