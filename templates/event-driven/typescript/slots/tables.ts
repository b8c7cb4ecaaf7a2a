shipments: ShipmentRow
inbox: InboxRow
handed_in: HandedInRow
