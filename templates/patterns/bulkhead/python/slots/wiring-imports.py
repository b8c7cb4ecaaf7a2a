from service.patterns.bulkhead import bulkhead
