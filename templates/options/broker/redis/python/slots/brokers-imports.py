from service.messaging.redis_broker import RedisBroker
