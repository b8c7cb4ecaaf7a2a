from service.messaging.nats_broker import NatsBroker
