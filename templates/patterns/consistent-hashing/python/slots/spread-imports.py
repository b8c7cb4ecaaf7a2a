from service.patterns.consistent_hashing import ring_shares, ring_spread, show_shares
