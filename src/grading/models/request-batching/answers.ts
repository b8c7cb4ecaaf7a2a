import type { Json } from '../../sequence.ts'
import type { Airspace } from '../flight-model.ts'
import type { Ran } from '../scripts.ts'
import type { Batch, Caller } from './batch.ts'
import type { Wrong } from './misconceptions.ts'

const NOT_FOUND: Ran = { error: 'NotFoundError' }
const WRONG_COUNT: Ran = { error: 'WrongCountError' }
const NOTHING: Ran = { value: null }

/** Tells the callers of a batch what it came to. */
export class Answers {
  readonly #air: Airspace

  constructor(air: Airspace) {
    this.#air = air
  }

  #has(id: Wrong): boolean {
    return this.#air.has(id)
  }

  /** To all, or to one alone who came later to a program that lets them. `due`: how many entries were asked for. */
  tell(batch: Batch, ran: Ran, callers: readonly Caller[] = batch.callers, due = batch.keys.length): void {
    const told = callers.filter((one) => this.#isKnown(one, batch))
    if ('error' in ran) this.#fail(ran, told)
    else this.#answer(batch, ran.value as readonly Json[], told, due)
  }

  /** Whether the program remembers this one of those who wait for the same key. */
  #isKnown(caller: Caller, { callers }: Batch): boolean {
    const sharing = callers.filter(({ key }) => key === caller.key)
    if (this.#has('last-of-duplicates-told')) return sharing.at(-1) === caller
    return !this.#has('first-of-duplicates-told') || sharing[0] === caller
  }

  #fail(ran: Ran, callers: readonly Caller[]): void {
    const rule = 'a-failed-batch-fails-its-callers'
    if (this.#has('failure-tells-nobody')) return
    if (this.#has('failure-loads-one-by-one')) for (const one of callers) this.#loadAlone(one)
    else {
      const told = this.#has('failure-tells-one') ? callers.slice(0, 1) : callers
      this.#endAll(rule, told, this.#has('failure-gives-nothing') ? NOTHING : ran)
    }
  }

  #loadAlone({ flight, key }: Caller): void {
    const rule = 'a-failed-batch-fails-its-callers'
    this.#air.runGiven(rule, 'load_many', [[key]], (ran) => {
      const entry = 'error' in ran ? null : (ran.value as readonly Json[])[0]
      const found = entry === null || entry === undefined ? NOT_FOUND : { value: entry }
      this.#air.ends(rule, flight, 'error' in ran ? ran : found)
    })
  }

  #endAll(rule: string, callers: readonly Caller[], ran: Ran): void {
    for (const { flight } of callers) this.#air.ends(rule, flight, ran)
  }

  #answer(batch: Batch, entries: readonly Json[], callers: readonly Caller[], due: number): void {
    if (entries.length !== due && !this.#overlooks(entries.length, due)) {
      if (!this.#has('wrong-count-tells-nobody')) this.#endAll('notices-a-wrong-count', callers, WRONG_COUNT)
    } else if (this.#has('missing-fails-all') && entries.includes(null)) {
      this.#endAll('a-missing-key-fails-alone', callers, NOT_FOUND)
    } else {
      for (const caller of callers) this.#give(caller, batch, entries)
    }
  }

  #overlooks(count: number, due: number): boolean {
    if (this.#has('count-unchecked')) return true
    if (count > due) return this.#has('long-answer-unnoticed')
    return this.#has('short-answer-unnoticed') || this.#has('short-answer-hangs')
  }

  #give(caller: Caller, batch: Batch, entries: readonly Json[]): void {
    const entry = this.#has('gives-the-whole-answer') ? entries : entries[this.#positionOf(caller, batch)]
    if (entry === undefined && this.#has('short-answer-hangs')) return
    const rule = this.#ruleOf(caller, batch, entries)
    if (entry === undefined || entry === null) {
      this.#air.ends(rule, caller.flight, this.#has('missing-gives-nothing') ? NOTHING : NOT_FOUND)
    } else if (this.#has('falsy-is-missing') && !entry) this.#air.ends(rule, caller.flight, NOT_FOUND)
    else this.#air.ends(rule, caller.flight, { value: entry })
  }

  /** What a program breaks that answers this caller otherwise. */
  #ruleOf(caller: Caller, batch: Batch, entries: readonly Json[]): string {
    const { id } = caller.flight
    const isRefused = this.#air.did().includes(`${id}!NotFoundError`)
    const isMissing = entries[batch.keys.indexOf(caller.key)] === null
    if (isMissing || (isRefused && entries.includes(null))) return 'a-missing-key-fails-alone'
    const sharing = batch.callers.filter(({ key }) => key === caller.key)
    return sharing.length > 1 ? 'sends-each-key-once' : 'each-gets-its-own'
  }

  #positionOf(caller: Caller, batch: Batch): number {
    if (this.#has('sends-duplicates')) return caller.position
    if (this.#has('entries-by-caller')) return batch.callers.indexOf(caller)
    const keys = this.#has('keys-sorted-entries-not') ? batch.callers.map(({ key }) => key) : batch.keys
    return [...new Set(keys)].indexOf(caller.key)
  }
}
