import { setTimeout as wait } from 'node:timers/promises'
import { isAnswer } from '../../../../platform/http-call.ts'
import { type Drill, type Finding, fail, pass, weak } from '../../drills/drill.ts'
import { until } from '../../until.ts'
import type { StoreBed } from '../store-bed.ts'
import type { StoreNode } from '../store-node.ts'

const ROUNDS = 3
const LOOK_MS = 25
/** After it has come back, the first leader has so long to write what it had begun. */
const LATE_MS = 3000

/** What a leader wrote. */
interface Work {
  readonly token: number
  readonly holder: string
}

/**
 * A leader that is stopped in its tracks cannot know that another one was elected: when it goes on, it writes. The storage
 * has to know (M. Kleppmann, Designing Data-Intensive Applications, 2017, chapter 8, "Fencing tokens").
 */
export const deposedLeader: Drill<StoreBed> = {
  id: 'deposed-leader',
  title: 'refuses what a leader writes after another one was elected',
  patterns: ['leader-election', 'fencing-token'],
  needs: ['leader'],
  async run(bed, draw) {
    const handed: string[] = []
    // Something to look after, where that is what the leader does.
    for (const key of bed.fresh(5)) await bed.write(bed.nodes, key, 'here')
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = await recordOf(bed)
      if (before === undefined) return weak(`No leader had written anything after ${bed.patienceText}.`)
      const leader = bed.nodes.find(({ name }) => name === before.holder)
      if (leader === undefined) return fail(`The record names ${before.holder}, which is none of the nodes.`)
      // At any moment of its work.
      await wait(draw(1000))
      const found = await depose(bed, leader, before)
      if (typeof found !== 'string') return found
      handed.push(found)
    }
    return pass(
      `The leader was stopped in its tracks ${ROUNDS} times, and went on when another one had written: tokens ${handed.join(', ')}, and none came back.`,
    )
  },
}

/** Its token and that of its successor, in words; or what was wrong. */
async function depose(bed: StoreBed, leader: StoreNode, before: Work): Promise<string | Finding> {
  // One node is asked all the time, since another may not have seen yet what this one has.
  const witness = bed.others(leader)[0] as StoreNode
  leader.service.pause()
  let latest: Work | undefined
  await until(async () => {
    const seen = await lookAt(bed, witness)
    if (seen !== undefined && seen.token > before.token) latest = seen
    return latest !== undefined
  }, bed.patienceMs)
  leader.service.resume()
  if (latest === undefined)
    return fail(
      `${leader.name}, the leader, was stopped in its tracks, and in ${bed.patienceText} no other node wrote as the leader with a later token than ${before.token}.`,
    )
  for (const endMs = performance.now() + LATE_MS; performance.now() < endMs; await wait(LOOK_MS)) {
    const seen = await lookAt(bed, witness)
    const wrong = seen && wrongAfter(latest, seen, leader)
    if (wrong !== undefined) return fail(wrong)
    latest = seen ?? latest
  }
  return `${before.token} to ${latest.token}`
}

function wrongAfter(latest: Work, seen: Work, leader: StoreNode): string | undefined {
  if (seen.token < latest.token)
    return `${latest.holder} had written with token ${latest.token}. Then ${leader.name} went on, and the record is of ${seen.holder} with token ${seen.token}: a late write was taken.`
  if (seen.token === latest.token && seen.holder !== latest.holder)
    return `${seen.holder} and ${latest.holder} both wrote with token ${seen.token}.`
  return undefined
}

/** What the nodes tell of the record, as soon as one tells anything. */
async function recordOf(bed: StoreBed): Promise<Work | undefined> {
  let found: Work | undefined
  await until(async () => {
    for (const node of bed.nodes) found ??= await lookAt(bed, node)
    return found !== undefined
  }, bed.patienceMs)
  return found
}

async function lookAt({ contract }: StoreBed, node: StoreNode): Promise<Work | undefined> {
  const { leader } = contract.store
  if (leader === undefined) return undefined
  const answer = await node.ask(leader.record, 2000)
  if (!isAnswer(answer) || answer.status !== 200) return undefined
  const said = (answer.json ?? {}) as Record<string, unknown>
  const token = Number(said[leader.token])
  return Number.isFinite(token) ? { token, holder: String(said[leader.holder]) } : undefined
}
