import type { Json } from '../../sequence.ts'
import { ran } from '../../value.ts'
import { Escape, type Rule, Trail } from '../trail.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'
import { type GivenUp, type Progress, progressOf } from './progress.ts'

const REFUSED = 'StepRefusedError'

interface End {
  readonly outcome: 'completed' | 'compensated' | 'stuck'
  readonly rule: string
}

interface Saga {
  readonly id: string
  readonly steps: readonly string[]
  readonly progress: Progress
  readonly isResumed: boolean
}

/**
 * The orchestrator of the contract: steps forward, compensations back (Garcia-Molina and Salem 1987),
 * all that it knows of a saga being in the log.
 */
export class Orchestrator implements Subject {
  readonly #world: World
  readonly #stepAttempts: number
  readonly #compensationAttempts: number
  /** For a program that keeps the list of completed steps from call to call. */
  readonly #remembered: string[]
  #trail: Trail
  #failedInAll = 0
  /** With what the last attempt of a step failed. */
  #failure = ''

  constructor(world: World) {
    this.#world = world
    this.#trail = new Trail(world)
    const steps = this.#has('default-step-attempts') && world.isDefault('step_attempts')
    this.#stepAttempts = world.number('step_attempts') + (steps ? 1 : 0)
    const back = this.#has('default-compensation-attempts') && world.isDefault('compensation_attempts')
    this.#compensationAttempts = world.number('compensation_attempts') + (back ? 1 : 0)
    const { first } = world
    const shares = this.#has('shared-done-steps') && first instanceof Orchestrator
    this.#remembered = shares ? first.#remembered : []
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const [id, steps, log = []] = args as readonly [string, readonly string[], (readonly string[])?]
    const has = (wrong: Wrong): boolean => this.#has(wrong)
    this.#trail = new Trail(this.#world)
    this.#failedInAll = 0
    try {
      const progress = this.#kept(progressOf(log, has))
      const saga = { id, steps, progress, isResumed: method === 'resume' }
      const { outcome, rule } = this.#carryOn(saga)
      return { rule: this.#trail.ruleOf(rule), value: outcome }
    } catch (error) {
      if (!(error instanceof Escape)) throw error
      return { rule: this.#trail.ruleOf(error.rule), raises: error.label }
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  /** For a program whose one list of completed steps serves all sagas. */
  #kept(progress: Progress): Progress {
    this.#remembered.push(...progress.done)
    const isOne = this.#has('skips-what-it-remembers') || this.#has('shared-done-steps')
    return isOne ? { ...progress, done: this.#remembered } : progress
  }

  #record({ id }: Saga, entry: string, rule: Rule): void {
    const failed = this.#trail.run(rule, 'record', id, entry)
    if (failed !== undefined && !this.#has('ignores-log-failures')) {
      throw new Escape(failed, 'stops-when-the-log-fails')
    }
  }

  #carryOn(saga: Saga): End {
    const { progress } = saga
    if (progress.isStuck && this.#has('stuck-is-final')) {
      return { outcome: 'stuck', rule: 'resumes-the-way-back' }
    }
    const given = progress.givenUp ?? this.#forward(saga)
    return given === undefined
      ? { outcome: 'completed', rule: this.#onWay(saga, 'runs-the-steps-in-order') }
      : this.#back(saga, given)
  }

  /** What is shown forward in a saga that was resumed is shown of resuming. */
  #onWay({ isResumed }: Saga, rule: string): string {
    return isResumed ? 'resumes-where-the-log-ends' : rule
  }

  #forward(saga: Saga): GivenUp | undefined {
    const { steps, progress } = saga
    let first: GivenUp | undefined
    for (const step of steps) {
      if (progress.done.includes(step)) continue
      const isInDoubt = progress.inDoubt === step
      if (isInDoubt && this.#has('skips-the-step-in-doubt')) this.#completed(saga, step)
      else {
        const as = this.#step(saga, step, isInDoubt)
        if (as !== 'done') first ??= { step, as }
        if (first !== undefined && !this.#has('goes-on-after-a-failure')) return first
      }
    }
    return first
  }

  #completed({ progress }: Saga, step: string): void {
    progress.done.push(step)
    if (progress.done !== this.#remembered) this.#remembered.push(step)
  }

  /** One step forward, from the entry that it begins to the entry that it is done or given up. */
  #step(saga: Saga, step: string, isInDoubt: boolean): GivenUp['as'] | 'done' {
    const rule = this.#onWay(saga, 'records-before-it-acts')
    if (isInDoubt && this.#has('goes-back-when-in-doubt')) return this.#gaveUp(saga, step, 'unknown')
    const intends = !isInDoubt || this.#has('records-doing-again')
    const doing = (): void => {
      if (intends && !this.#has('records-no-intent')) this.#record(saga, `doing ${step}`, rule)
    }
    const late = this.#has('acts-before-it-records')
    if (!late && !this.#begins(doing)) return this.#gaveUp(saga, step, 'refused')
    if (this.#has('records-done-first')) this.#record(saga, `done ${step}`, rule)
    const outcome = this.#attempts(saga, step, isInDoubt && !this.#has('forgets-the-doubt'))
    if (late) doing()
    if (outcome !== 'done') return this.#gaveUp(saga, step, outcome)
    const isRecorded =
      this.#has('records-done-first') ||
      this.#has('records-no-success') ||
      this.#has('done-failure-is-a-step-failure')
    if (!isRecorded) this.#record(saga, `done ${step}`, rule)
    this.#completed(saga, step)
    return 'done'
  }

  /** False when the log failed, for a program that takes that for a refusal. */
  #begins(doing: () => void): boolean {
    try {
      doing()
      return true
    } catch (error) {
      if (this.#has('log-failure-is-a-refusal')) return false
      throw error
    }
  }

  #gaveUp(saga: Saga, step: string, as: GivenUp['as']): GivenUp['as'] {
    const isLater = this.#has('no-decision-entry') || this.#has('records-the-decision-last')
    if (!isLater) this.#record(saga, `${as} ${step}`, this.#ruleOfDecision(saga, step, as))
    return as
  }

  /** A program that records the other decision has the outcome of the step wrong. */
  #ruleOfDecision(saga: Saga, step: string, as: GivenUp['as']): Rule {
    const other = ran('record', [saga.id, `${as === 'refused' ? 'unknown' : 'refused'} ${step}`])
    const meant =
      as === 'refused' ? 'leaves-a-refused-step-alone' : this.#onWay(saga, 'undoes-what-may-have-happened')
    return (did) => (did === other ? meant : 'records-the-way-back')
  }

  /** Calls the step until it is done, refused, or out of attempts. */
  #attempts(saga: Saga, step: string, isInDoubt: boolean): GivenUp['as'] | 'done' {
    let mayHaveHappened = isInDoubt
    const limit = this.#limitOfAttempts()
    for (let attempt = 1; ; attempt += 1) {
      const rule = attempt === 1 ? 'runs-the-steps-in-order' : 'tries-an-unknown-step-again'
      const failed = this.#act(saga, step, rule)
      if (failed === undefined) return 'done'
      this.#failure = failed
      this.#failedInAll += 1
      if (this.#has('failure-is-refusal')) return 'refused'
      const isRefused = failed === REFUSED && !this.#has('refusal-is-unknown')
      if (isRefused) return mayHaveHappened ? 'unknown' : 'refused'
      if (!this.#has('last-attempt-decides')) mayHaveHappened = true
      const count = this.#has('step-attempts-in-all') ? this.#failedInAll : attempt
      if (count >= limit) return 'unknown'
    }
  }

  #limitOfAttempts(): number {
    if (this.#has('one-step-attempt')) return 1
    return this.#stepAttempts + (this.#has('one-step-attempt-more') ? 1 : 0)
  }

  #act(saga: Saga, step: string, rule: string): string | undefined {
    const failed = this.#trail.run(this.#onWay(saga, rule), 'act', step, saga.id)
    if (failed !== undefined || !this.#has('done-failure-is-a-step-failure')) return failed
    return this.#trail.run(rule, 'record', saga.id, `done ${step}`)
  }

  #back(saga: Saga, given: GivenUp): End {
    const rule = ruleOfBack(saga, given)
    const isFresh = saga.progress.givenUp === undefined
    const counts = { failed: 0 }
    let isStuck = false
    for (const step of this.#toUndo(saga, given)) {
      if (this.#has('undone-first')) this.#record(saga, `undone ${step}`, 'records-the-way-back')
      if (this.#compensates(saga, step, rule, counts)) {
        const isRecorded = this.#has('no-undone-entry') || this.#has('undone-first')
        if (!isRecorded) this.#record(saga, `undone ${step}`, 'records-the-way-back')
      } else {
        isStuck = true
        if (!this.#has('no-stuck-entry')) this.#record(saga, `stuck ${step}`, 'stops-when-stuck')
        if (!this.#has('goes-on-when-stuck')) break
      }
    }
    if (isFresh && this.#has('records-the-decision-last')) {
      this.#record(saga, `${given.as} ${given.step}`, 'records-the-way-back')
    }
    if (isStuck && !this.#has('stuck-tells-compensated'))
      return { outcome: 'stuck', rule: 'stops-when-stuck' }
    if (isFresh && this.#has('step-error-escapes')) throw new Escape(this.#failure, rule)
    return { outcome: 'compensated', rule: isStuck ? 'stops-when-stuck' : rule }
  }

  /** In the order in which they are to be compensated. */
  #toUndo({ steps, progress }: Saga, { step, as }: GivenUp): readonly string[] {
    const done = this.#has('remembers-done-steps') ? this.#remembered : progress.done
    const isLost = this.#has('unknown-lost-at-resume') && progress.givenUp !== undefined
    const alsoLast =
      as === 'unknown'
        ? !this.#has('leaves-the-unknown-alone') && !isLost
        : this.#has('compensates-the-refused')
    const began = alsoLast ? [...done, step] : done
    const all = this.#has('compensates-all') ? steps : began
    const left = all.filter((one) => !progress.undone.has(one))
    if (this.#has('compensates-in-order')) return left
    const reversed = [...left].reverse()
    return this.#has('compensates-only-the-last') ? reversed.slice(0, 1) : reversed
  }

  #compensates(saga: Saga, step: string, rule: string, counts: { failed: number }): boolean {
    const isOnce = this.#has('one-compensation-attempt')
    const more = this.#has('one-compensation-more') ? 1 : 0
    const limit = isOnce ? 1 : this.#compensationAttempts + more
    for (let attempt = 1; ; attempt += 1) {
      const which = attempt === 1 ? rule : 'tries-compensations-again'
      const failed = this.#trail.run(which, 'compensate', step, saga.id)
      if (failed === undefined) return true
      if (failed === REFUSED && this.#has('refused-compensation-is-done')) return true
      counts.failed += 1
      const count = this.#has('compensation-attempts-in-all') ? counts.failed : attempt
      if (count < limit) continue
      if (this.#has('compensation-error-escapes')) throw new Escape(failed, 'stops-when-stuck')
      return false
    }
  }
}

function ruleOfBack({ progress }: Saga, { as }: GivenUp): string {
  if (progress.givenUp !== undefined) return 'resumes-the-way-back'
  if (as === 'unknown') return 'undoes-what-may-have-happened'
  return progress.done.length > 1 ? 'goes-back-in-reverse-order' : 'leaves-a-refused-step-alone'
}
