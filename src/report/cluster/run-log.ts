import type { ClusterRun } from '../../grading/cluster/cluster-run.ts'
import { printable } from '../../lib/printable.ts'

/** What is shown of a run, by the names of Maelstrom's flags. */
export interface RunLogOptions {
  readonly 'log-stderr'?: boolean
  readonly 'log-net-send'?: boolean
  readonly 'log-net-recv'?: boolean
}

/** Messages in order of time, as the nodes wrote them, then what each node wrote to standard error. */
export function runLog({ passed, logs, nodes }: ClusterRun, options: RunLogOptions): string[] {
  const shown = new Set([
    ...(options['log-net-send'] === true ? ['sent', 'lost', 'cut'] : []),
    ...(options['log-net-recv'] === true ? ['received'] : []),
  ])
  const messages = passed
    .filter(({ what }) => shown.has(what))
    .map(
      ({ what, atUs, message, from }) =>
        `${(atUs / 1e6).toFixed(6)} ${what.padEnd(8)} ${printable(JSON.stringify(message))}${from === undefined ? '' : `, by ${printable(from)}`}`,
    )
  if (options['log-stderr'] !== true) return messages
  const written = nodes.flatMap((node) => {
    const text = (logs.get(node) ?? '').trimEnd()
    return text === ''
      ? []
      : text.split('\n').map((line) => `${node} | ${printable(line.replaceAll('\t', '    '))}`)
  })
  return [...messages, ...written]
}
