handler_policies.append(handle_once(database, metrics))
