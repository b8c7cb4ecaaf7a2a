...(await besideTables(database)),
