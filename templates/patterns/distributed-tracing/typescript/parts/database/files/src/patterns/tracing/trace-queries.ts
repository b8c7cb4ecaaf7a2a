import { SpanKind } from '@opentelemetry/api'
import type { LogEvent } from 'kysely'
import { currentTracer } from './trace-context.ts'
import { fail } from './tracing.ts'

/**
 * A span for each query, after the fact: the query builder tells when one has ended and how long it
 * took. Its text has placeholders where values stand. Work that nobody is waiting for is not traced.
 */
export function traceQuery(event: LogEvent): void {
  const { sql } = event.query
  const startTime = Date.now() - event.queryDurationMillis
  const attributes = { 'db.query.text': sql, 'db.operation.name': sql.split(' ', 1)[0] }
  const options = { kind: SpanKind.CLIENT, startTime, attributes }
  const span = currentTracer()?.startSpan(`query ${sql.split(' ', 1)[0]}`, options)
  if (span !== undefined && event.level === 'error') fail(span, event.error)
  span?.end()
}
