shipments: createShipments,
inbox: createInbox,
handed_in: createHandedIn,
