import { traceCalls } from './patterns/tracing/trace-calls.ts'
