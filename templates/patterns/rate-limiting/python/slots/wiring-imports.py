from service.patterns.rate_limiting import FixedWindow, LimitRate
