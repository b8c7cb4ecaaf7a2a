import { doctorWords } from '../messages/doctor/index.ts'
import { checkAside } from './check-aside.ts'
import { checkClass } from './check-class.ts'
import { checkCorpus } from './check-corpus.ts'
import { checkEvents } from './check-events.ts'
import { checkCache, checkDisk, checkLanguages, checkNode } from './check-machine.ts'
import { checkStore } from './check-store.ts'
import { checkTerminal, type Terminal } from './check-terminal.ts'
import { checkVariables } from './check-variables.ts'
import {
  type Fact,
  type Finding,
  found,
  type Looked,
  type Mendable,
  type Surroundings,
  together,
} from './finding.ts'

export interface Examination {
  /** Nothing of severity `error` is left. */
  readonly ok: boolean
  readonly findings: readonly Finding[]
  /** What was looked at and is well. */
  readonly facts: readonly Fact[]
}

/** Mending one thing may bring another to light: a damaged store is set aside, then what is in it is read. */
const MOST_ROUNDS = 4

/** Looks at everything. With `fix` mends what can be mended. */
export async function examine(
  surroundings: Surroundings,
  terminal: Terminal,
  fix: boolean,
): Promise<Examination> {
  const rest = await lookAtRest(surroundings, terminal)
  const data = await examineData(surroundings, fix)
  const findings = [...rest.findings.map(plain), ...data.findings]
  return { ok: isOk(findings), findings, facts: [...rest.facts, ...data.facts] }
}

/** Looks at what is stored. With `fix` mends it and looks again: only what is gone then counts as fixed. */
export async function examineData(surroundings: Surroundings, fix: boolean): Promise<Examination> {
  const mended: Mendable[] = []
  let looked = await lookAtData(surroundings)
  for (let round = 0; fix && round < MOST_ROUNDS; round += 1) {
    const open = looked.findings.filter(({ mend }) => mend !== undefined)
    if (open.length === 0) break
    for (const finding of open) await mendOne(finding, surroundings)
    mended.push(...open)
    looked = await lookAtData(surroundings)
  }
  const left = looked.findings.map(plain)
  const fixed = mended.filter((one) => !left.some((other) => same(one, other))).map(plain)
  const findings = [...unique(fixed).map((one) => ({ ...one, fixed: true })), ...left]
  return { ok: isOk(left), findings, facts: looked.facts }
}

async function mendOne({ mend, where, what }: Mendable, { warn }: Surroundings): Promise<void> {
  try {
    await mend?.()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    warn(doctorWords().mended.not({ where, why, what }))
  }
}

function isOk(findings: readonly Finding[]): boolean {
  return !findings.some(({ severity, fixed }) => severity === 'error' && fixed !== true)
}

/** What can be mended, in the order in which it must be. */
async function lookAtData(surroundings: Surroundings): Promise<Looked> {
  const checks = [checkStore, checkAside, checkEvents, checkClass]
  const looked: Looked[] = []
  for (const check of checks)
    looked.push(await check(surroundings).catch((error) => failed(check.name, error)))
  return together(looked)
}

async function lookAtRest(surroundings: Surroundings, terminal: Terminal): Promise<Looked> {
  const checks: readonly (() => Promise<Looked> | Looked)[] = [
    () => checkNode(),
    () => checkCorpus(surroundings),
    () => checkTerminal(terminal),
    checkLanguages,
    checkCache,
    checkDisk,
    () => checkVariables(surroundings),
  ]
  const attempt = async (check: () => Promise<Looked> | Looked) => check()
  return together(
    await Promise.all(checks.map((check) => attempt(check).catch((error) => failed(check.name, error)))),
  )
}

/** A check that cannot be made is a finding too: the others must still be made. */
function failed(name: string, error: unknown): Looked {
  const words = doctorWords().checkFailed
  const what = words.what({ why: error instanceof Error ? error.message : String(error) })
  return found({
    id: 'check-failed',
    severity: 'warning',
    what,
    where: name || 'doctor',
    next: words.next,
  })
}

function plain({ id, severity, what, where, next }: Mendable): Finding {
  return { id, severity, what, where, next }
}

function same(a: Finding, b: Finding): boolean {
  return a.id === b.id && a.where === b.where
}

function unique(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((one, place) => findings.findIndex((other) => same(one, other)) === place)
}
