from service.patterns.circuit_breaker import BreakerOptions, circuit_breaker
