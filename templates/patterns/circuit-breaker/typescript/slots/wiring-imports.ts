import { circuitBreaker } from './patterns/circuit-breaker.ts'
