import { spanProcessors } from './patterns/tracing/span-exporters.ts'
import { traceRequests } from './patterns/tracing/trace-requests.ts'
import { createTracing } from './patterns/tracing/tracing.ts'
