const outstanding = openOutstanding(stateFolder({ config, terminal }))
const place = placeOnce(outstanding, orders.place, terminal.err)
