import { redisBroker } from './redis-broker.ts'
