"shipment_views": create_shipment_views,
