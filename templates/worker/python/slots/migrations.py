"jobs": create_jobs,
