import type { ClusterRun, RunListener } from '../../grading/cluster/cluster-run.ts'
import type { Passed } from '../../grading/cluster/network/network.ts'
import { printable } from '../../lib/printable.ts'

/** What is shown of a run, by the names of Maelstrom's flags. */
export interface RunLogOptions {
  readonly 'log-stderr'?: boolean
  readonly 'log-net-send'?: boolean
  readonly 'log-net-recv'?: boolean
}

/** Messages in order of time, as the nodes wrote them, then what each node wrote to standard error. */
export function runLog({ passed, logs, nodes }: ClusterRun, options: RunLogOptions): string[] {
  const shown = shownOf(options)
  const messages = passed.filter(({ what }) => shown.has(what)).map(messageLine)
  if (options['log-stderr'] !== true) return messages
  const written = nodes.flatMap((node) => {
    const text = (logs.get(node) ?? '').trimEnd()
    return text === '' ? [] : text.split('\n').map((line) => writtenLine(node, line))
  })
  return [...messages, ...written]
}

/** Hands on the same lines while the run goes on; undefined when none were asked for. */
export function liveLog(options: RunLogOptions, tell: (line: string) => void): RunListener | undefined {
  const shown = shownOf(options)
  const showsWritten = options['log-stderr'] === true
  if (shown.size === 0 && !showsWritten) return undefined
  return {
    ...(shown.size > 0 && {
      onPassed: (passed: Passed) => shown.has(passed.what) && tell(messageLine(passed)),
    }),
    ...(showsWritten && { onLog: (node: string, line: string) => tell(writtenLine(node, line)) }),
  }
}

function shownOf(options: RunLogOptions): ReadonlySet<Passed['what']> {
  return new Set([
    ...(options['log-net-send'] === true ? (['sent', 'lost', 'cut'] as const) : []),
    ...(options['log-net-recv'] === true ? (['received'] as const) : []),
  ])
}

function messageLine({ what, atUs, message, from }: Passed): string {
  const forged = from === undefined ? '' : `, by ${printable(from)}`
  return `${(atUs / 1e6).toFixed(6)} ${what.padEnd(8)} ${printable(JSON.stringify(message))}${forged}`
}

function writtenLine(node: string, line: string): string {
  return `${node} | ${printable(line.replaceAll('\t', '    ').trimEnd())}`
}
