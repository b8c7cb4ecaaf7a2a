import { ExportResultCode, hrTimeToMilliseconds } from '@opentelemetry/core'
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http'
import {
  BatchSpanProcessor,
  SimpleSpanProcessor,
  type SpanExporter,
  type SpanProcessor,
} from '@opentelemetry/sdk-trace'
import { Counter } from 'prom-client'
import type { Config } from '../../config.ts'
import type { Log } from '../../observability/log.ts'
import type { Metrics } from '../../observability/metrics.ts'

/** What the collector gets, also for the last batch when the service stops. */
const EXPORT_TIMEOUT_MS = 2000

type ExporterConfig = Pick<Config, 'OTEL_TRACES_EXPORTER' | 'OTEL_EXPORTER_OTLP_ENDPOINT'>

/** `none` sends nothing anywhere; traces still pass through, and log lines still say which they belong to. */
export function spanProcessors(
  config: ExporterConfig,
  log: Log,
  metrics: Metrics,
): SpanProcessor[] {
  switch (config.OTEL_TRACES_EXPORTER) {
    case 'none':
      return []
    case 'console':
      return [new SimpleSpanProcessor({ exporter: logSpans(log) })]
    case 'otlp':
      return [
        new BatchSpanProcessor({
          exporter: watched(collector(config.OTEL_EXPORTER_OTLP_ENDPOINT), log, metrics),
          exportTimeoutMillis: EXPORT_TIMEOUT_MS,
        }),
      ]
  }
}

function collector(endpoint: string): SpanExporter {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`
  return new OTLPTraceExporter({ url, timeoutMillis: EXPORT_TIMEOUT_MS })
}

/** A collector that is down costs spans, never a request; how many is counted. */
function watched(exporter: SpanExporter, log: Log, metrics: Metrics): SpanExporter {
  const lost = new Counter({
    name: 'trace_spans_lost_total',
    help: 'Spans that the collector did not take.',
    registers: [metrics],
  })
  return {
    export: (spans, done) =>
      exporter.export(spans, (result) => {
        if (result.code !== ExportResultCode.SUCCESS) {
          lost.inc(spans.length)
          log.warn({ err: result.error, spans: spans.length }, 'spans were lost')
        }
        done(result)
      }),
    shutdown: () => exporter.shutdown(),
  }
}

/** As lines of the log: for a look without a collector. */
function logSpans(log: Log): SpanExporter {
  return {
    export(spans, done) {
      for (const span of spans) {
        const { traceId, spanId } = span.spanContext()
        log.info(
          {
            span: span.name,
            trace_id: traceId,
            span_id: spanId,
            parent_id: span.parentSpanContext?.spanId,
            tookMs: hrTimeToMilliseconds(span.duration),
            attributes: span.attributes,
          },
          'span',
        )
      }
      done({ code: ExportResultCode.SUCCESS })
    },
    shutdown: async () => {},
  }
}
