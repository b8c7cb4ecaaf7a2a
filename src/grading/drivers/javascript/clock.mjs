/** Virtual time for a learner's program: the clock it is given, and the system's clocks and timers. */
import { createRequire, syncBuiltinESMExports } from 'node:module'

const require = createRequire(import.meta.url)

/** The real ones, for the driver's own use. */
export const real = {
  setTimeout: globalThis.setTimeout,
  setImmediate: globalThis.setImmediate,
  Date: globalThis.Date,
}

/** Virtual time. The system clocks follow it unless a sequence freezes them. */
export const clock = {
  nowMs: 0,
  systemMs: 0,
  frozen: false,
  timers: new Set(),

  reset(startMs, frozen) {
    this.nowMs = startMs
    // Far from the given clock when it stands still: who mixes the two shall not be right by accident.
    this.systemMs = frozen ? 1_700_000_000_000 : startMs
    this.frozen = frozen
    this.timers.clear()
  },

  /** The timer that is due first, at the latest at `targetMs`. */
  due(targetMs) {
    let first
    for (const timer of this.timers) {
      if (timer.dueMs <= targetMs && (first === undefined || timer.dueMs < first.dueMs)) first = timer
    }
    return first
  },

  /** Lets time pass until the timer that is due next; false when there is none. */
  wake() {
    const timer = this.due(Number.POSITIVE_INFINITY)
    if (timer === undefined) return false
    this.nowMs = Math.max(this.nowMs, timer.dueMs)
    if (!this.frozen) this.systemMs = this.nowMs
    timer.fire()
    return true
  },

  advance(ms) {
    const target = this.nowMs + ms
    for (let timer = this.due(target); timer && !this.frozen; timer = this.due(target)) {
      this.nowMs = this.systemMs = Math.max(this.nowMs, timer.dueMs)
      timer.fire()
    }
    this.nowMs = target
    if (!this.frozen) this.systemMs = target
  },
}

class VirtualTimer {
  constructor(callback, delayMs, args, repeats) {
    this.callback = callback
    this.delayMs = Math.max(repeats ? 1 : 0, Number(delayMs) || 0)
    this.args = args
    this.repeats = repeats
    this.refresh()
  }

  refresh() {
    this.dueMs = clock.nowMs + this.delayMs
    clock.timers.add(this)
    return this
  }

  fire() {
    clock.timers.delete(this)
    if (this.repeats) this.refresh()
    try {
      this.callback(...this.args)
    } catch (error) {
      // As when a real timer's callback throws: it is nobody's call that fails.
      process.emit('uncaughtException', error)
    }
  }

  close() {
    clock.timers.delete(this)
    return this
  }

  ref() {
    return this
  }

  unref() {
    return this
  }

  hasRef() {
    return true
  }
}

/** The given scheduler: calls back in virtual time; gives what cancels that. */
export function schedule(delayMs, callback) {
  const timer = { dueMs: clock.nowMs + Math.max(0, delayMs), callback, isGiven: true }
  clock.timers.add(timer)
  return () => {
    clock.timers.delete(timer)
  }
}

/** Nothing that the learner's program reads or waits for takes real time. */
export function installClock() {
  class VirtualDate extends real.Date {
    constructor(...args) {
      super(...(args.length === 0 ? [clock.systemMs] : args))
    }

    static now() {
      return clock.systemMs
    }
  }
  globalThis.Date = VirtualDate
  globalThis.performance.now = () => clock.systemMs
  process.hrtime = (since = [0, 0]) => [
    Math.floor(clock.systemMs / 1000) - since[0],
    (clock.systemMs % 1000) * 1e6 - since[1],
  ]
  process.hrtime.bigint = () => BigInt(Math.round(clock.systemMs * 1e6))
  const timers = {
    setTimeout: (callback, ms, ...args) => new VirtualTimer(callback, ms, args, false),
    setInterval: (callback, ms, ...args) => new VirtualTimer(callback, ms, args, true),
    setImmediate: (callback, ...args) => new VirtualTimer(callback, 0, args, false),
    clearTimeout: (timer) => timer?.close?.(),
    clearInterval: (timer) => timer?.close?.(),
    clearImmediate: (timer) => timer?.close?.(),
  }
  Object.assign(globalThis, timers)
  Object.assign(require('node:timers'), timers)
  Object.assign(require('node:timers/promises'), {
    setTimeout: (ms, value) => new Promise((resolve) => timers.setTimeout(resolve, ms, value)),
    setImmediate: (value) => new Promise((resolve) => timers.setImmediate(resolve, value)),
  })
  syncBuiltinESMExports()
}
