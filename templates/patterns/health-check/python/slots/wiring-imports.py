from service.patterns.health_check import HealthChecks, check_database
from service.patterns.health_check import health_check_routes, watch_calls
