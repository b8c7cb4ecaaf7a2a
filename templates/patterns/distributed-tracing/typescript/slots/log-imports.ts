import { traceFields } from '../patterns/tracing/trace-context.ts'
