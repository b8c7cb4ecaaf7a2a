jobs: createJobs,
