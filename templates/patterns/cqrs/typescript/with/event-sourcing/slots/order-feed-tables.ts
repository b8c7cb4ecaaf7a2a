order_views: OrderViewRow
projections: ProjectionRow
