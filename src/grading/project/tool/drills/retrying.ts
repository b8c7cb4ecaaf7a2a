import { counted } from '../../../../lib/counted.ts'
import { type Drill, fail, pass, weak } from '../../drills/drill.ts'
import { howItEnded, wrongFailure } from '../failing.ts'
import type { Asked } from '../stand-in.ts'
import { SLACK_MS, type ToolBed } from '../tool-bed.ts'

const PATTERNS = ['retry-backoff-jitter']
export const NOT_REPEATABLE =
  'It could not be tried: the contract names no read, and a write whose request may come twice (PUT, DELETE, or with a key) neither.'

/** For a moment it was too much: RFC 9110, 15.6.4. */
export const BUSY = { status: 503 }

export const getsOver: Drill<ToolBed> = {
  id: 'gets-over-a-failure',
  title: 'tries again when the other service fails once (503), and gets through',
  patterns: PATTERNS,
  async run(bed) {
    const command = await bed.repeatable()
    if (command === undefined) return weak(NOT_REPEATABLE)
    const made = await bed.make({ command, manner: (n) => (n === 0 ? BUSY : 'well') })
    const begin = `The other service answered 503 once, and the ${command}`
    if (made.asked.length === 0)
      return weak(`No request reached the other service: ${howItEnded(made.ended)}.`)
    if (made.asked.length === 1) return fail(`${begin} was not tried again: ${howItEnded(made.ended)}.`)
    const { exitCode, stdout, stderr } = made.ended
    if (exitCode !== 0) return fail(`${begin} was tried again, but ${howItEnded(made.ended)}.`)
    // Where a result is printed is a matter of its own.
    if (!(stdout + stderr).includes(made.word))
      return fail(`${begin} was tried again, but what it was answered then was not printed.`)
    return pass(`${begin} got through, with ${counted(made.asked.length, 'request')}.`)
  },
}

/** Of one command; a person who waits has long given up. */
const MOST_TRIES = 10

export const endsItsTries: Drill<ToolBed> = {
  id: 'ends-its-tries',
  title: 'does not try for ever when the other service fails each time',
  patterns: PATTERNS,
  async run(bed) {
    const command = await bed.repeatable()
    if (command === undefined) return weak(NOT_REPEATABLE)
    const { asked, ended } = await bed.make({ command, manner: () => BUSY })
    const tookMs = Math.round(between(asked))
    const begin = `The other service answered 503 each time, and the ${command}`
    const sent = `sent ${counted(asked.length, 'request')} in ${tookMs} ms`
    if (asked.length < 2) return weak(`${begin} ${sent}, so that there is no end to be seen.`)
    if (asked.length > MOST_TRIES) return fail(`${begin} ${sent}, for one command.`)
    const wrong = wrongFailure(ended)
    if (wrong !== undefined) return fail(`${begin} ${sent}, and ${wrong}`)
    if (tookMs > bed.contract.tool.endsInMs + SLACK_MS)
      return fail(`${begin} ${sent}; the contract says ${bed.contract.tool.endsInMs} ms.`)
    return pass(`${begin} ${sent}, and then ${howItEnded(ended)}.`)
  },
}

function between(asked: readonly Asked[]): number {
  return (asked.at(-1)?.headAtMs ?? 0) - (asked[0]?.headAtMs ?? 0)
}
