import type { Words } from '../../kernel/witness.ts'

/** What the log of a run can hold. `a` and `b` are explained beside each. */
export const Told = {
  /** a: server, b: requests that it had. */
  killed: 0,
  /** a: server. */
  restarted: 1,
  /** a: server. */
  foundDead: 2,
  /** a: server. */
  foundAlive: 3,
  /** a: request, b: server. */
  sent: 4,
  /** a: keys that belong elsewhere now, b: all keys. */
  keysMoved: 5,
  /** a: request, b: server. */
  done: 6,
} as const

export const words: Words = {
  milestones: new Set<number>([Told.killed, Told.restarted, Told.foundDead, Told.foundAlive, Told.keysMoved]),
  sentence({ code, a, b }) {
    switch (code) {
      case Told.killed:
        return `server ${a} is killed; requests that it had, and that fail: ${b}`
      case Told.restarted:
        return `server ${a} is started again`
      case Told.foundDead:
        return `the balancer finds server ${a} dead`
      case Told.foundAlive:
        return `the balancer finds server ${a} alive`
      case Told.sent:
        return `request ${a} goes to server ${b}`
      case Told.keysMoved:
        return `${a} of ${b} keys belong to another server now`
      case Told.done:
        return `server ${b} is done with request ${a}`
      default:
        throw new Error(`no words for event ${code}`)
    }
  },
}
