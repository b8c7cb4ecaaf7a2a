"""What helps to develop the service and is no part of it."""
