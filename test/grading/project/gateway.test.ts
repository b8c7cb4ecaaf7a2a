import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { GATEWAY_DRILLS } from '../../../src/grading/project/gateway/drills/registry.ts'
import { gradeProject } from '../../../src/grading/project/grade-project.ts'
import { drilledPatterns } from '../../../src/grading/project/kinds.ts'
import { listProcesses } from '../../../src/platform/process-tree.ts'

const GATEWAY = path.join(import.meta.dirname, '../../fixtures/gateway')
const PATTERNS = drilledPatterns(GATEWAY_DRILLS)
const work = mkdtempSync(path.join(tmpdir(), 'compendium-gateway-'))
afterAll(() => rmSync(work, { recursive: true, force: true }))

interface Contract {
  environment: Record<string, string>
  gateway: Record<string, unknown>
}

let gateways = 0

/** The gateway with a bug, and another contract. */
function gatewayWith(bug: string, change: (contract: Contract) => void = () => {}) {
  const folder = path.join(work, String(gateways++))
  cpSync(GATEWAY, folder, { recursive: true })
  const file = path.join(folder, 'compendium.project.json')
  const contract = JSON.parse(readFileSync(file, 'utf8'))
  contract.environment.BUG = bug
  change(contract)
  writeFileSync(file, JSON.stringify(contract))
  return folder
}

const limited = (contract: Contract) => {
  contract.environment['LIMIT'] = '30'
  contract.gateway['limit'] = { requests: 30, perSeconds: 5 }
}

/** What is wrong with the gateway, and the drill that must say so. */
const BUGS: readonly (readonly [string, string])[] = [
  ['wrong-upstream', 'passes-through'],
  ['drops-query', 'passes-through'],
  ['always-200', 'passes-through'],
  ['keeps-hop', 'headers-end-here'],
  ['hides-client', 'headers-end-here'],
  ['new-trace', 'headers-end-here'],
  ['says-500', 'dead-upstream'],
  ['waits-for-ever', 'hung-upstream'],
  ['one-at-a-time', 'hung-upstream'],
  ['repeats-posts', 'posts-once'],
  ['gives-up', 'retries-reads'],
  ['no-end', 'retries-reads'],
  ['no-breaker', 'breaker-by-upstream'],
  ['one-breaker', 'breaker-by-upstream'],
  ['never-closes', 'breaker-by-upstream'],
  ['no-bulkhead', 'bulkhead-by-upstream'],
  ['one-bulkhead', 'bulkhead-by-upstream'],
  ['no-token', 'asks-who'],
  ['any-signature', 'asks-who'],
  ['old-tokens', 'asks-who'],
  ['no-limit', 'limits-each-client'],
  ['no-hint', 'limits-each-client'],
  ['one-limit', 'limits-each-client'],
  ['same-deadline', 'deadline-shrinks'],
  ['asks-though-over', 'deadline-shrinks'],
  ['waits-on', 'deadline-shrinks'],
  ['one-instance', 'instance-leaves'],
  ['keeps-dead', 'instance-leaves'],
  ['never-asks-again', 'instance-leaves'],
  ['new-trace', 'trace-goes-on'],
  ['no-span', 'trace-goes-on'],
  ['health-asks', 'gateway-lives'],
  ['ready-asks', 'gateway-health-is-cheap'],
  ['ends-at-once', 'finishes-requests'],
  ['never-ends', 'finishes-requests'],
  ['closes-first', 'gateway-drains-first'],
  ['turns-away', 'gateway-drains-first'],
]

const TIMEOUT_MS = 120_000

const gradeOne = (folder: string, drill: string, patienceMs?: number) =>
  gradeProject({
    ...{ folder, cwd: work, patterns: PATTERNS, seed: 1, drills: [drill] },
    ...(patienceMs === undefined ? {} : { patienceMs }),
  })

// They mostly wait, so several go on at a time.
describe.concurrent('a gateway that is right', () => {
  it.each(GATEWAY_DRILLS.map(({ id }) => id))(
    'passes %s',
    async (id) => {
      const folder = id === 'limits-each-client' ? gatewayWith('', limited) : GATEWAY
      const { checks } = await gradeOne(folder, id)
      expect(checks.map(({ verdict, message }) => [verdict, message])).toMatchObject([['pass', {}]])
    },
    TIMEOUT_MS,
  )
})

describe.concurrent('a gateway that is wrong', () => {
  it.each(BUGS)(
    '%s fails %s',
    async (bug, drill) => {
      const folder = gatewayWith(bug, drill === 'limits-each-client' ? limited : undefined)
      const { checks } = await gradeOne(folder, drill, 4000)
      expect(checks).toMatchObject([{ id: drill, verdict: 'fail' }])
    },
    TIMEOUT_MS,
  )
})

describe('the contract of a gateway', () => {
  it('that names no token leaves its drill untried', async () => {
    const folder = gatewayWith('', ({ gateway }) => delete gateway['token'])
    const { verdict, checks } = await gradeOne(folder, 'asks-who')
    expect([verdict, checks[0]?.message]).toEqual([
      'weak',
      'It could not be tried: the contract names no token.',
    ])
  })

  it('that has one upstream leaves unknown whether others would go on', async () => {
    const folder = gatewayWith('', ({ gateway }) =>
      Object.assign(gateway, {
        routes: [{ upstream: 'customers', path: '/customers/{id}', methods: ['GET'] }],
      }),
    )
    // It starts without the addresses of the other one as well.
    const { checks } = await gradeOne(folder, 'dead-upstream')
    expect(checks).toMatchObject([{ verdict: 'weak' }])
  })

  it('has drills of its own: one of orders is no pattern of it', async () => {
    await expect(
      gradeProject({ folder: GATEWAY, cwd: work, patterns: ['saga'], seed: 1 }),
    ).rejects.toMatchObject({ code: 'unknown-pattern' })
  })

  it.each([
    [{ path: '/orders', methods: ['GET'] }, 'there is no {id} in it'],
    [{ path: '/orders/{id}', methods: ['PUT'] }, 'orders has no route with GET'],
    [{ path: '/orders/{id}', methods: ['FETCH'] }, 'methods'],
  ])('with the route %j is refused', async (route, message) => {
    const folder = gatewayWith('', ({ gateway }) =>
      Object.assign(gateway, { routes: [{ upstream: 'orders', ...route }] }),
    )
    await expect(gradeOne(folder, 'passes-through')).rejects.toMatchObject({
      code: 'bad-project-contract',
      message: expect.stringContaining(message),
    })
  })
})

it('a gateway that was graded leaves no process behind', async () => {
  const before = new Set(listProcesses().map(({ pid }) => pid))
  await gradeOne(gatewayWith('never-ends'), 'passes-through')
  const left = listProcesses().filter(({ pid, parent }) => !before.has(pid) && parent === process.pid)
  expect(left).toEqual([])
}, 30_000)
