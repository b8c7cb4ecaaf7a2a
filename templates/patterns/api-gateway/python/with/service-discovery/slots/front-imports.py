from service.patterns.service_discovery.discover import DiscoverOptions, discover
from service.patterns.service_discovery.registry import open_registry
