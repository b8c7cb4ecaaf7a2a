import path from 'node:path'
import { type Drill, runDrill } from './drill.ts'
import { stopBetweenTransactions } from './stopping.ts'

const ENV = {
  LOG_LEVEL: 'info',
  LEADER_LEASE_MS: '1500',
  DUTY_INTERVAL_MS: '300',
  REPAIR_PAUSE_MS: '1500',
}

/** The leader is stopped in the middle of a repair: another one takes over, and the late write of the first is refused. */
await runDrill({ env: ENV }, async (drill) => {
  const { cluster } = drill
  console.log('# one of three nodes is elected and repairs')
  let leader = ''
  await drill.eventually('one node leads', async () => {
    leader = (await leadersAmong(drill, cluster.names))[0] ?? ''
    return leader !== ''
  })
  const begun = count(drill, leader, 'a duty begins')
  await drill.eventually('it begins a repair', () => count(drill, leader, 'a duty begins') > begun)

  console.log(`# ${leader} is stopped in the middle of it (SIGSTOP)`)
  const signals = { stop: () => cluster.pause(leader), goOn: () => cluster.resume(leader) }
  await stopBetweenTransactions(signals, path.join(drill.folder, 'control.db'))
  const others = cluster.names.filter((name) => name !== leader)
  let next = ''
  await drill.eventually('another node leads', async () => {
    next = (await leadersAmong(drill, others))[0] ?? ''
    return next !== ''
  })
  const written = await drill.put(next, 'meanwhile', 1)
  drill.expect('a key can be written meanwhile', written.status === 201)
  await drill.eventually(
    `${next} has done a repair`,
    () => count(drill, next, 'a duty is done') > 0,
  )

  console.log(`# ${leader} wakes up (SIGCONT) and ends what it had begun`)
  signals.goOn()
  await drill.eventually(
    'its late write is refused',
    () => count(drill, leader, 'a late write was refused') > 0,
  )
  await drill.eventually(
    'it says so in its metrics',
    async () => ((await drill.metric(leader, 'fenced_off_writes_total')) ?? 0) >= 1,
  )
  await drill.eventually(
    'one node leads',
    async () => (await leadersAmong(drill, cluster.names)).length === 1,
  )
})

async function leadersAmong({ metric }: Drill, names: readonly string[]): Promise<string[]> {
  const leading = await Promise.all(names.map((name) => metric(name, 'leader_election_leading')))
  return names.filter((_, at) => leading[at] === 1)
}

/** How often a node has logged it of its repairs; a leader may have other duties. */
function count({ cluster }: Drill, name: string, what: string): number {
  const lines = cluster.logOf(name).split('\n')
  return lines.filter((line) => line.includes(`"${what}"`) && line.includes('"repair"')).length
}
