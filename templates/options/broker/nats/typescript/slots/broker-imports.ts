import { natsBroker } from './nats-broker.ts'
