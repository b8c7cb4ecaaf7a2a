import { traceMessages } from './patterns/tracing/trace-messages.ts'
