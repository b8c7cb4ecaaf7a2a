("READ_WAIT_MS", "0"),
