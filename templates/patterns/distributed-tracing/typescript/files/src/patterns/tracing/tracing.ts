import {
  type Context,
  context,
  type Span,
  type SpanOptions,
  SpanStatusCode,
  trace,
} from '@opentelemetry/api'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  ParentBasedSampler,
  type SpanProcessor,
  TraceIdRatioBasedSampler,
  TracerProvider,
} from '@opentelemetry/sdk-trace'
import { withTracer } from './trace-context.ts'

export interface TracingOptions {
  readonly serviceName: string
  /** The part of the traces begun here that is kept, from 0 to 1. A trace begun elsewhere was decided on there. */
  readonly ratio: number
  /** Where spans go when they end; nowhere if there is none. */
  readonly processors: SpanProcessor[]
}

export interface Tracing {
  /** Begins a span below that of `parent`, and says what is current while it lasts. Whoever begins it ends it. */
  begin(name: string, options: SpanOptions, parent: Context): { span: Span; inside: Context }
  /** Does `work` within a span, which fails if the work does. */
  run<T>(
    name: string,
    options: SpanOptions,
    work: (span: Span) => Promise<T>,
    parent?: Context,
  ): Promise<T>
  /** Sends what has not been sent. */
  stop(): Promise<void>
}

/** Spans of this service, part of traces that may begin and end elsewhere. See docs/adr/distributed-tracing.md. */
export function createTracing({ serviceName, ratio, processors }: TracingOptions): Tracing {
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': serviceName }),
    sampler: new ParentBasedSampler({ root: new TraceIdRatioBasedSampler(ratio) }),
    spanProcessors: processors,
  })
  const tracer = provider.getTracer(serviceName)

  const begin: Tracing['begin'] = (name, options, parent) => {
    const span = tracer.startSpan(name, options, parent)
    return { span, inside: withTracer(trace.setSpan(parent, span), tracer) }
  }
  return {
    begin,
    run(name, options, work, parent = context.active()) {
      const { span, inside } = begin(name, options, parent)
      return context.with(inside, async () => {
        try {
          return await work(span)
        } catch (error) {
          fail(span, error)
          throw error
        } finally {
          span.end()
        }
      })
    },
    // What could not be sent has been counted and logged by then.
    stop: () => provider.shutdown().catch(() => {}),
  }
}

export function fail(span: Span, error: unknown): void {
  const cause = error instanceof Error ? error : new Error(String(error))
  span.recordException(cause)
  span.setStatus({ code: SpanStatusCode.ERROR, message: cause.message })
}
