const findShipment: ShipmentReader = cached.findShipment
