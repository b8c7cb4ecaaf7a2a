"""An HTTP service that takes orders and charges for them through a payments service."""
