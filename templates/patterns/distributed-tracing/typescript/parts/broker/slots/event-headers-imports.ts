import { traceHeaders } from '../patterns/tracing/trace-context.ts'
