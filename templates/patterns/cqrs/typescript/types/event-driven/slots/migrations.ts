'shipment-views': createShipmentViews,
