spread_over = ring_spread(config.replicas, config.virtual_nodes)
show_shares(ring_shares(cluster.keepers, config.virtual_nodes), log, metrics)
