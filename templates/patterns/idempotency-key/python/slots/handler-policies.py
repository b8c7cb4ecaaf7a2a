handler_policies.append(handle_once(database, config.handled_keep_ms, metrics))
