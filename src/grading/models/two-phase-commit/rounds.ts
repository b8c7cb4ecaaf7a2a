import { Escape, type Rule, type Trail } from '../trail.ts'
import type { World } from '../value-model.ts'
import type { Wrong } from './misconceptions.ts'

/** Tells participants to commit, in rounds, until all have acknowledged or the rounds are over. */
export class Rounds {
  readonly #world: World
  readonly #trail: Trail
  readonly #txn: string
  readonly #participants: readonly string[]
  readonly #isRecovery: boolean
  readonly #limit: number
  readonly #waitMs: number
  #failure = ''

  constructor(world: World, trail: Trail, txn: string, participants: readonly string[], isRecovery: boolean) {
    this.#world = world
    this.#trail = trail
    this.#txn = txn
    this.#participants = participants
    this.#isRecovery = isRecovery
    const isOther = this.#has('default-rounds') && world.isDefault('commit_rounds')
    const more = isOther || this.#has('one-round-more') ? 1 : 0
    this.#limit = this.#has('one-round') ? 1 : world.number('commit_rounds') + more
    const isLonger = this.#has('default-wait') && world.isDefault('retry_ms')
    this.#waitMs = world.number('retry_ms') * (isLonger ? 10 : 1)
  }

  /** Whether all have acknowledged. */
  tell(): boolean {
    const isDone = this.#has('retries-in-place') ? this.#oneByOne() : this.#inRounds()
    if (!isDone && this.#has('commit-error-escapes')) throw new Escape(this.#failure, 'never-takes-it-back')
    return isDone
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #rule(rule: Rule): Rule {
    return this.#isRecovery ? 'recovers-what-was-decided' : rule
  }

  #inRounds(): boolean {
    let left = [...this.#participants]
    for (let round = 1; left.length > 0; round += 1) {
      const silent = this.#round(left, round)
      left = this.#has('tells-all-again') && silent.length > 0 ? [...this.#participants] : silent
      const isOver = left.length === 0 || round >= this.#limit
      if ((!isOver || this.#has('waits-after-every-round')) && !this.#has('waits-not')) this.#wait()
      if (isOver) break
    }
    return left.length === 0
  }

  #round(left: readonly string[], round: number): string[] {
    const silent: string[] = []
    for (const [at, participant] of left.entries()) {
      if (this.#commits(participant, round === 1 ? ruleOfFirst : ruleOfNext)) continue
      if (this.#has('stops-the-round')) return [...silent, ...left.slice(at)]
      silent.push(participant)
    }
    return silent
  }

  #oneByOne(): boolean {
    const acknowledged = this.#participants.map((participant) => {
      for (let attempt = 1; ; attempt += 1) {
        if (this.#commits(participant, ruleOfFirst)) return true
        if (attempt >= this.#limit) return false
        this.#wait()
      }
    })
    return acknowledged.every(Boolean)
  }

  #commits(participant: string, rule: Rule): boolean {
    const failed = this.#trail.run(this.#rule(rule), 'commit', participant, this.#txn)
    if (failed !== undefined) this.#failure = failed
    return failed === undefined
  }

  #wait(): void {
    this.#trail.sleep(this.#rule('commits-until-acknowledged'), this.#waitMs)
  }
}

/** What is wrong where a participant is to be told for the first time. */
function ruleOfFirst(did: string | undefined): string {
  return did?.startsWith('abort(') === true ? 'never-takes-it-back' : 'holds-nobody-up'
}

function ruleOfNext(did: string | undefined): string {
  return did?.startsWith('commit(') === true ? 'holds-nobody-up' : 'commits-until-acknowledged'
}
