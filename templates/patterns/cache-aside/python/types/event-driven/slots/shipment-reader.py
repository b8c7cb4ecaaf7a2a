read_shipment = cached.find
