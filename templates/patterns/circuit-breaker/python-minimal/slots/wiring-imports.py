from service.patterns.circuit_breaker import BreakerPayments, CircuitBreaker
from service.payments import PaymentsUnavailable
