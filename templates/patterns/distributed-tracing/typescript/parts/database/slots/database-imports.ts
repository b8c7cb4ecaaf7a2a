import { traceQuery } from '../patterns/tracing/trace-queries.ts'
