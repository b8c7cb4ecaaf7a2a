import { counted } from '../../../../lib/counted.ts'
import { type Drill, type Finding, fail, pass, weak } from '../../drills/drill.ts'
import { howItEnded, wrongFailure } from '../failing.ts'
import { type Asked, effectsOf, mayComeTwice } from '../stand-in.ts'
import type { Made, ToolBed } from '../tool-bed.ts'
import { BUSY } from './retrying.ts'

/** Nobody knows whether it was done when the answer is lost: RFC 9110, 9.2.2. */
export const lostAnswer: Drill<ToolBed> = {
  id: 'lost-answer',
  title: 'does a write once, under one key, though its answer is lost',
  patterns: ['idempotency-key', 'retry-backoff-jitter'],
  needs: ['write'],
  async run(bed) {
    const lost = await bed.make({ command: 'write', manner: (n) => (n === 0 ? 'loses' : 'well') })
    const begin = 'The write was done, its answer was lost, and'
    const wrong = wrongWhenLost(bed, lost)
    if (wrong !== undefined) return fail(`${begin} ${wrong}`)
    if (lost.asked.length > 1) return pass(`${begin} ${counted(lost.asked.length, 'request')} did it once.`)
    const told = `${begin} it was sent once: ${howItEnded(lost.ended)}`
    const [first] = lost.asked
    if (first === undefined) return weak(`No request reached the other service: ${howItEnded(lost.ended)}.`)
    if (keyOf(bed, first) === undefined || bed.contract.tool.write?.again !== undefined)
      return pass(`${told}.`)
    return sameKeys(bed, told)
  },
}

function wrongWhenLost(bed: ToolBed, { asked, ended }: Made): string | undefined {
  const { key } = bed.contract.tool
  const [first] = asked
  if (first === undefined) return undefined
  const times = effectsOf(asked, key)
  const sent = counted(asked.length, 'request')
  if (times > 1)
    return mayComeTwice(first, key)
      ? `${sent} under ${new Set(asked.map((one) => keyOf(bed, one))).size} keys did it ${times} times.`
      : `${sent} without ${key} did it ${times} times.`
  const another = asked.find((one) => keyOf(bed, one) !== keyOf(bed, first))
  if (another !== undefined) return `it was sent again under another key.`
  if (asked.length > 1) return ended.exitCode === 0 ? undefined : `it was sent again; ${howItEnded(ended)}.`
  const wrong = wrongFailure(ended)
  return wrong === undefined ? undefined : `the command ${wrong}`
}

/** Of a tool that does not send a write again whose answer was lost, but may do so when it was told that nothing was done. */
async function sameKeys(bed: ToolBed, told: string): Promise<Finding> {
  const { asked } = await bed.make({ command: 'write', manner: (n) => (n === 0 ? BUSY : 'well') })
  const keys = new Set(asked.map((one) => keyOf(bed, one)))
  if (asked.length < 2)
    return weak(`${told}. So nobody knows whether a second request would carry the same key.`)
  return keys.size > 1
    ? fail(`One write was sent ${asked.length} times after 503, under ${keys.size} keys.`)
    : pass(`${told}; after 503 ${counted(asked.length, 'request')} carried the same key.`)
}

export const keyForEach: Drill<ToolBed> = {
  id: 'a-key-for-each-write',
  title: 'sends a key with every write, and another one with another write',
  patterns: ['idempotency-key'],
  needs: ['write'],
  async run(bed) {
    const writes = [await bed.make({ command: 'write' }), await bed.make({ command: 'write' })]
    const { key } = bed.contract.tool
    const keys = writes.map(({ asked: [first] }) => (first === undefined ? undefined : keyOf(bed, first)))
    const silent = writes.find(({ asked }) => asked.length === 0)
    if (silent !== undefined)
      return weak(`No request reached the other service: ${howItEnded(silent.ended)}.`)
    if (keys.includes(undefined))
      return fail(`A write was sent without ${key}: nobody can tell a second request from a second write.`)
    return keys[0] === keys[1]
      ? fail(`Two writes were sent under the same key, ${keys[0]}: the second one is taken for the first.`)
      : pass(`Two writes were sent under two keys, ${keys.join(' and ')}.`)
  },
}

export const askedAgain: Drill<ToolBed> = {
  id: 'asked-again',
  title: 'does a write once that had no answer, when it is told to do it again',
  patterns: ['idempotency-key'],
  onlyWith: ['again'],
  async run(bed) {
    const first = await bed.make({ command: 'write', manner: () => 'loses' })
    const { id } = first
    const again = await bed.make({ command: 'write', id, arguments: bed.contract.tool.write?.again ?? [] })
    if (first.asked.length === 0 || first.ended.exitCode === 0)
      return weak(`The write was to stay without an answer: ${howItEnded(first.ended)}.`)
    const begin = 'A write was done and had no answer; when it was asked for again,'
    if (again.asked.length === 0) return fail(`${begin} nothing was sent: ${howItEnded(again.ended)}.`)
    const { key } = bed.contract.tool
    if (effectsOf(first.asked, key) > 1) return weak('The write was done more than once the first time.')
    if (effectsOf([...first.asked, ...again.asked], key) > 1)
      return fail(`${begin} it was done once more: it was sent under another key.`)
    if (again.ended.exitCode !== 0) return fail(`${begin} it failed: ${howItEnded(again.ended)}.`)
    return pass(`${begin} it was sent under the key that it had, and was done once.`)
  },
}

function keyOf(bed: ToolBed, { headers }: Asked): string | undefined {
  return headers[bed.contract.tool.key.toLowerCase()]
}
