['LEASE_MS', '10'],
