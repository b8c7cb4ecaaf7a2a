// compendium:slot order-feed-tables default
order_changes: OrderChangeRow
order_changes_head: OrderChangesHeadRow
order_views: OrderViewRow
projections: ProjectionRow
// compendium:end
