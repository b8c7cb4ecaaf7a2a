from service.patterns.health_check import HealthChecks, health_check_routes
