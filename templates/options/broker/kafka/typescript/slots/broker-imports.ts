import { kafkaBroker } from './kafka-broker.ts'
