from service.patterns.outbox import Outbox
