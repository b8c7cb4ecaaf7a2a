'order-views': createOrderViews,
