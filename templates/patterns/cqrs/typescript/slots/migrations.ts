// compendium:slot order-feed-migrations default
'order-changes': createOrderChanges,
'order-views': createOrderViews,
// compendium:end
