projections: createProjections,
