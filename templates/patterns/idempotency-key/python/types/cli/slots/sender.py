outstanding = Outstanding(state_folder(config, terminal))
place = place_once(outstanding, orders.place, terminal.err)
