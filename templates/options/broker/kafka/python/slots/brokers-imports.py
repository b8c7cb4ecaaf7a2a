from service.messaging.kafka_broker import KafkaBroker
