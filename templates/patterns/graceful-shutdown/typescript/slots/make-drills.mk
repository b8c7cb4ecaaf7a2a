
drill-graceful-shutdown: node_modules ## stop the service while requests keep coming
	npm run --silent drill:graceful-shutdown
