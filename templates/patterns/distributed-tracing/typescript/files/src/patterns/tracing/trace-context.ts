import {
  type Context,
  context,
  createContextKey,
  defaultTextMapGetter,
  defaultTextMapSetter,
  ROOT_CONTEXT,
  type Tracer,
  trace,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'

const TRACER = createContextKey('the tracer of the service that is at work')
const w3c = new W3CTraceContextPropagator()

// What is current follows the call through promises and timers. There is one for the whole process.
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())

/** The trace that `traceparent` and `tracestate` of a request or a message tell of, if they do. */
export function contextFrom(headers: object): Context {
  return w3c.extract(ROOT_CONTEXT, headers, defaultTextMapGetter)
}

/** What has to travel with a request or a message, so that its receiver goes on with this trace. */
export function traceHeaders(): Record<string, string> {
  const headers: Record<string, string> = {}
  w3c.inject(context.active(), headers, defaultTextMapSetter)
  return headers
}

/** For each line of the log: the trace it belongs to, in the names that log viewers look for. */
export function traceFields(): Record<string, string> {
  const span = trace.getSpanContext(context.active())
  return span === undefined ? {} : { trace_id: span.traceId, span_id: span.spanId }
}

export function withTracer(parent: Context, tracer: Tracer): Context {
  return parent.setValue(TRACER, tracer)
}

/** Undefined outside of what is traced. */
export function currentTracer(): Tracer | undefined {
  return context.active().getValue(TRACER) as Tracer | undefined
}
