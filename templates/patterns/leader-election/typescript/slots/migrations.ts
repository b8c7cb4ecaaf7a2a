leases: createLeases,
