import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { howItEnded, wellRun, wrongFailure } from '../failing.ts'
import { SLACK_MS, type ToolBed } from '../tool-bed.ts'

const BROKEN_FROM_THE_START = 'The command does not even work when nothing is broken.'

export const dependencyDown: Drill<ToolBed> = {
  id: 'dependency-down',
  title: 'fails in time, in words and by its status, when the other service is down',
  patterns: 'all',
  async run(bed) {
    const well = await wellRun(bed)
    if (well === undefined) return weak(BROKEN_FROM_THE_START)
    const { ended } = await bed.make({ command: bed.usual, isDown: true })
    const wrong = wrongFailure(ended)
    if (wrong !== undefined) return fail(`The other service was down, and the ${bed.usual} ${wrong}`)
    // To start takes its time, and on a busy machine not always the same.
    const most = bed.contract.tool.endsInMs + 2 * well.ended.tookMs + SLACK_MS
    if (ended.tookMs > most)
      return fail(
        `The other service was down, and it took ${Math.round(ended.tookMs)} ms to say so; the contract says ${bed.contract.tool.endsInMs} ms.`,
      )
    return pass(`The other service was down: ${howItEnded(ended)}.`)
  },
}

export const dependencyHangs: Drill<ToolBed> = {
  id: 'dependency-hangs',
  title: 'does not wait for ever for a service that never answers',
  patterns: 'all',
  async run(bed) {
    const { endsInMs } = bed.contract.tool
    const { asked, ended } = await bed.make({ command: bed.usual, manner: () => 'hangs' })
    const [first] = asked
    if (first === undefined) return weak(`No request reached the other service: ${howItEnded(ended)}.`)
    const wrong = wrongFailure(ended)
    if (wrong !== undefined) return fail(`The other service never answered, and the ${bed.usual} ${wrong}`)
    const waited = Math.round((asked.at(-1)?.closedAtMs ?? first.headAtMs) - first.headAtMs)
    if (waited > endsInMs + SLACK_MS)
      return fail(
        `The other service never answered, and was given up after ${waited} ms; the contract says ${endsInMs} ms.`,
      )
    return pass(
      `The other service never answered: it was given up after ${waited} ms, and ${howItEnded(ended)}.`,
    )
  },
}
