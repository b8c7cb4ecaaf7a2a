find_order = cached.find
