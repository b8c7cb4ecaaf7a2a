const spreadOver = ringSpread({ replicas: config.REPLICAS, virtualNodes: config.VIRTUAL_NODES })
showShares(ringShares(cluster.keepers, config.VIRTUAL_NODES), { log, metrics })
