("RETRY_COUNT", "-1"),
