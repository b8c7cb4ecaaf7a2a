"""What stands between this service and the trouble of others: one module for each pattern."""
