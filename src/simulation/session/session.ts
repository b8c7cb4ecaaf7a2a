import type { Fault, FaultRule } from '../kernel/fault.ts'
import type { Parameters } from '../kernel/scenario.ts'
import type { Control } from './control.ts'

/** What a run is made of besides what is done to it while it is watched. */
export interface Setup {
  readonly seed: number
  readonly parameters: Parameters
  readonly mutant?: string
  /** The faults that it begins with: these, or those that the seed draws. */
  readonly faults: readonly (Fault | FaultRule)[] | 'of the seed'
  readonly operations?: readonly number[]
  readonly untilUs?: number
  readonly maxEvents?: number
}

/** One way that things could have gone: a run, and how it came to be. */
export interface Branch {
  /** Counted from 1. */
  readonly id: number
  /** The branch that it was forked from. */
  readonly parent?: number
  /** From when on it may differ from its parent. */
  readonly forkedUs: number
  readonly setup: Setup
  /** In the order of time. */
  readonly controls: readonly Control[]
}

interface Version {
  readonly branches: readonly Branch[]
  readonly current: number
}

/** A change that can be undone: what it was called, and how things were on its other side. */
interface Step {
  readonly text: string
  readonly other: Version
}

/**
 * All that was done while watching, as data. The past of a run never changes: a control in front of
 * others that were made later forks a branch without those.
 */
export interface Session extends Version {
  readonly undone: readonly Step[]
  readonly done: readonly Step[]
}

export function startSession(setup: Setup): Session {
  return { branches: [{ id: 1, forkedUs: 0, setup, controls: [] }], current: 1, done: [], undone: [] }
}

export function currentBranch({ branches, current }: Version): Branch {
  const branch = branches.find(({ id }) => id === current)
  if (branch === undefined) throw new Error(`there is no branch ${current}`)
  return branch
}

/** The branch with one more control; a fork when the branch has later ones. */
export function act(session: Session, control: Control): Session {
  const branch = currentBranch(session)
  const kept = controlsUntil(branch, control.atUs)
  const controls = [...kept, control]
  if (kept.length === branch.controls.length) {
    return change(session, control.text, replaced(session, { ...branch, controls }))
  }
  return change(session, control.text, added(session, { forkedUs: control.atUs, controls }))
}

/** A branch that is the current one until `atUs`, without what was done later. `text`: what the change is called. */
export function fork(session: Session, atUs: number, text = 'fork'): Session {
  const controls = controlsUntil(currentBranch(session), atUs)
  return change(session, text, added(session, { forkedUs: atUs, controls }))
}

/** A branch with another seed, other parameters or other faults to begin with, and the same controls. */
export function alter(session: Session, text: string, setup: Setup): Session {
  return change(session, text, added(session, { forkedUs: 0, setup }))
}

/** The next or previous branch, round at both ends. */
export function turn(session: Session, step: 1 | -1): Session {
  const { branches, current } = session
  const at = branches.findIndex(({ id }) => id === current)
  return { ...session, current: branches[(at + step + branches.length) % branches.length]?.id ?? current }
}

export function goToBranch(session: Session, id: number): Session | undefined {
  return session.branches.some((branch) => branch.id === id) ? { ...session, current: id } : undefined
}

/** What came before the last change; undefined when there was none. */
export function undo(session: Session): Session | undefined {
  return travel(session, 'done', 'undone')
}

export function redo(session: Session): Session | undefined {
  return travel(session, 'undone', 'done')
}

function travel(session: Session, from: 'done' | 'undone', to: 'done' | 'undone'): Session | undefined {
  const step = session[from].at(-1)
  if (step === undefined) return undefined
  const back = { text: step.text, other: versionOf(session) }
  return { ...session, ...step.other, [from]: session[from].slice(0, -1), [to]: [...session[to], back] }
}

function change(session: Session, text: string, next: Version): Session {
  return { ...next, done: [...session.done, { text, other: versionOf(session) }], undone: [] }
}

function versionOf({ branches, current }: Version): Version {
  return { branches, current }
}

function controlsUntil({ controls }: Branch, atUs: number): readonly Control[] {
  return controls.filter((control) => control.atUs <= atUs)
}

function replaced({ branches, current }: Version, branch: Branch): Version {
  return { branches: branches.map((one) => (one.id === branch.id ? branch : one)), current }
}

interface Fork {
  readonly forkedUs: number
  readonly controls?: readonly Control[]
  readonly setup?: Setup
}

function added(session: Version, { forkedUs, controls, setup }: Fork): Version {
  const parent = currentBranch(session)
  const id = Math.max(...session.branches.map((branch) => branch.id)) + 1
  const branch: Branch = {
    id,
    parent: parent.id,
    forkedUs,
    setup: setup ?? parent.setup,
    controls: controls ?? parent.controls,
  }
  return { branches: [...session.branches, branch], current: id }
}
