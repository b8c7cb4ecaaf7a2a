policies.push(
  bulkhead({
    concurrent: config.BULKHEAD_CONCURRENT,
    queued: config.BULKHEAD_QUEUED,
    metrics,
  }),
)
