import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { until } from '../../until.ts'
import { howItEnded, quoted, wellRun } from '../failing.ts'
import { SLACK_MS, type ToolBed } from '../tool-bed.ts'
import { traceIn } from '../traces.ts'

/** 128 and the number of SIGINT, as every shell tells it. */
const INTERRUPTED = 130

export const interrupted: Drill<ToolBed> = {
  id: 'interrupted',
  title: 'ends at once with 130 on Ctrl-C, and leaves nothing behind',
  patterns: 'all',
  async run(bed) {
    const call = { command: bed.usual, manner: () => 'hangs' as const, looksForOrphans: true }
    const { standIn, run, made } = await bed.begin(call)
    let isOver = false
    void run.ended.then(() => {
      isOver = true
    })
    await until(() => standIn.meant().length > 0 || isOver, bed.patienceMs)
    const sentAtMs = performance.now()
    run.interrupt()
    const { ended, asked, startUpMs = 0 } = await made
    if (asked.length === 0) return weak(`No request was under way: ${howItEnded(ended)}.`)
    const begin = 'Ctrl-C came while the other service was asked, and'
    const tookMs = Math.round(ended.tookMs - (sentAtMs - run.startedAtMs))
    if (ended.exitCode === undefined) return fail(`${begin} ${tookMs} ms later it was still there.`)
    if (ended.exitCode !== INTERRUPTED) return fail(`${begin} ${howItEnded(ended)}; a shell expects 130.`)
    // A machine on which it starts slowly ends it slowly.
    if (tookMs > SLACK_MS + startUpMs) return fail(`${begin} it took ${tookMs} ms to end.`)
    const trace = traceIn(ended.stderr)
    if (trace !== undefined) return fail(`${begin} it showed its user a stack trace: ${quoted(trace)}`)
    if (ended.left !== undefined && ended.left > 0)
      return fail(`${begin} it ended, but left ${ended.left} of its processes behind.`)
    const rest = ended.left === undefined ? '' : ', and left no process behind'
    return pass(`${begin} it ended with 130 after ${tookMs} ms${rest}.`)
  },
}

/** `tool | head -1`: whoever reads has enough and goes away. */
export const unreadOutput: Drill<ToolBed> = {
  id: 'unread-output',
  title: 'does not fall over when nobody reads its output to the end',
  patterns: 'all',
  async run(bed) {
    const well = await wellRun(bed)
    if (well === undefined || well.ended.stdout === '')
      return weak('It printed nothing when nothing was broken.')
    const { ended, asked } = await bed.make({ command: bed.usual, isUnread: true, latencyMs: 500 })
    if (asked.length === 0) return weak(`No request reached the other service: ${howItEnded(ended)}.`)
    const begin = 'Whoever read its output had gone (a broken pipe), and'
    if (ended.exitCode === undefined) return fail(`${begin} ${howItEnded(ended)}.`)
    const trace = traceIn(ended.stderr)
    if (trace !== undefined) return fail(`${begin} it showed its user a stack trace: ${quoted(trace)}`)
    return pass(`${begin} ${howItEnded(ended)}.`)
  },
}
