projection: ProjectionRow
