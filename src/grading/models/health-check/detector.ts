import type { Json } from '../../sequence.ts'
import type { Answer, Subject, World } from '../value-model.ts'
import { freshHost, type Host } from './host.ts'
import type { Wrong } from './misconceptions.ts'

const OTHER_DEFAULTS: Readonly<Record<string, readonly [Wrong, number]>> = {
  consecutive_errors: ['default-errors', 3],
  base_ejection_ms: ['default-base', 10_000],
  max_ejection_ms: ['default-longest', 60_000],
  max_ejection_percent: ['default-percent', 50],
  panic_threshold_percent: ['default-panic', 100],
}

/** Ejection of outliers as Envoy has it for consecutive errors, without its timer. */
export class OutlierDetector implements Subject {
  readonly #world: World
  readonly #hosts: Map<string, Host>
  /** For programs that keep a number instead of looking. */
  #leaked = 0
  #allErrors = 0
  #allEjections = 0
  readonly #forgotten = new Map<string, Host>()
  #rule = 'knows-its-hosts'

  constructor(world: World) {
    this.#world = world
    const shared = this.#has('shared-hosts') && world.first instanceof OutlierDetector
    this.#hosts = shared ? (world.first as OutlierDetector).#hosts : new Map()
  }

  call(method: string, args: readonly (Json | Subject)[]): Answer {
    const name = String(args[0])
    switch (method) {
      case 'add_host':
        return this.#add(name)
      case 'remove_host':
        return this.#remove(name)
      case 'report_success':
        return this.#success(name)
      case 'report_error':
        return this.#error(name)
      case 'ejected_for_ms':
        return this.#ejectedFor(name)
      default:
        return this.#available()
    }
  }

  #has(id: Wrong): boolean {
    return this.#world.has(id)
  }

  #nowMs(): number {
    return this.#has('system-clock') ? this.#world.systemMs() : this.#world.nowMs()
  }

  #option(name: string): number {
    const other = OTHER_DEFAULTS[name]
    if (other !== undefined && this.#has(other[0]) && this.#world.isDefault(name)) return other[1]
    return this.#world.number(name)
  }

  #add(name: string): Answer {
    const isNew = !this.#hosts.has(name)
    if (isNew || this.#has('adding-again-resets')) {
      const before = this.#has('removal-keeps-history') ? this.#forgotten.get(name) : undefined
      this.#hosts.set(name, before ?? freshHost())
    }
    return { rule: 'knows-its-hosts', value: isNew }
  }

  #remove(name: string): Answer {
    const host = this.#hosts.get(name)
    if (host === undefined) return { rule: 'knows-its-hosts', value: false }
    if (this.#isEjected(host)) this.#leaked += 1
    this.#forgotten.set(name, host)
    this.#hosts.delete(name)
    return { rule: 'knows-its-hosts', value: true }
  }

  #success(name: string): Answer {
    const host = this.#known(name)
    const done = { rule: 'knows-its-hosts', value: null }
    if (host === undefined) return done
    const isOut = this.#isEjected(host)
    if (isOut && this.#has('success-ends-ejection')) host.untilMs = this.#nowMs()
    if (isOut) return done
    if (host.errors > 0) host.rule = 'success-resets'
    if (this.#has('forgives-on-success')) host.ejections = 0
    if (this.#has('success-forgives-one')) host.ejections = Math.max(0, host.ejections - 1)
    this.#allErrors = 0
    if (this.#has('success-takes-one')) host.errors = Math.max(0, host.errors - 1)
    else if (!this.#has('success-resets-nothing')) host.errors = 0
    return done
  }

  #known(name: string): Host | undefined {
    const host = this.#hosts.get(name)
    if (host !== undefined || !this.#has('unknown-is-added')) return host
    const added = freshHost()
    this.#hosts.set(name, added)
    return added
  }

  #error(name: string): Answer {
    const host = this.#known(name)
    if (host === undefined) return { rule: 'knows-its-hosts', value: false }
    if (this.#isEjected(host)) return this.#errorWhileOut(host)
    host.errors += 1
    this.#allErrors += 1
    const rule = this.#ruleOfError(host)
    const isOutlier = this.#isOutlier(host)
    if (!isOutlier) return { rule, value: false }
    if (!this.#isRoom()) {
      if (this.#has('no-room-resets-count')) host.errors = 0
      host.rule = 'waits-for-room'
      return { rule: 'ejects-no-more-than-allowed', value: false }
    }
    const isFirst = this.#ejected() === 0
    this.#eject(host)
    return { rule: isFirst ? rule : 'ejects-no-more-than-allowed', value: true }
  }

  #errorWhileOut(host: Host): Answer {
    host.rule = 'ignores-reports-while-out'
    if (this.#has('errors-count-while-out')) host.errors += 1
    if (this.#has('errors-extend-ejection')) this.#eject(host)
    return { rule: 'ignores-reports-while-out', value: this.#has('errors-extend-ejection') }
  }

  #ruleOfError(host: Host): string {
    const rules = ['success-resets', 'waits-for-room', 'returns-when-its-time-is-over']
    return rules.includes(host.rule) ? host.rule : 'ejects-after-errors-in-a-row'
  }

  #isOutlier({ errors }: Host): boolean {
    const needed = this.#option('consecutive_errors')
    if (this.#has('one-count-for-all')) return this.#allErrors >= needed
    if (this.#has('only-at-the-very-count')) return errors === needed
    return this.#has('one-error-late') ? errors > needed : errors >= needed
  }

  #ejected(): number {
    const hosts = [...this.#hosts.values()]
    if (this.#has('returned-take-room')) return hosts.filter(({ untilMs }) => untilMs !== undefined).length
    const leaked = this.#has('removed-take-room') ? this.#leaked : 0
    return hosts.filter((host) => this.#isEjected(host)).length + leaked
  }

  #isRoom(): boolean {
    const [out, percent] = [this.#ejected(), this.#option('max_ejection_percent')]
    const total = this.#hosts.size - (this.#has('limit-of-those-in-service') ? out : 0)
    if (this.#has('no-limit')) return true
    if (out === 0 && !this.#has('not-even-one')) return true
    if (this.#has('limit-looks-before')) return out * 100 < percent * total
    if (this.#has('limit-is-strict')) return (out + 1) * 100 < percent * total
    if (this.#has('limit-is-rounded')) return out + 1 <= Math.round((percent * total) / 100)
    return (out + 1) * 100 <= percent * total
  }

  #eject(host: Host): void {
    const nowMs = this.#nowMs()
    this.#allEjections += 1
    host.ejections = this.#afterForgiving(host, nowMs) + 1
    host.ejectedAtMs = nowMs
    host.untilMs = nowMs + this.#duration(host)
    if (!this.#has('returns-with-count')) host.errors = 0
    this.#allErrors = 0
    host.rule = host.ejections > 1 ? 'longer-each-time' : 'ejects-after-errors-in-a-row'
  }

  /** One is forgiven for each whole base time in service. */
  #afterForgiving(host: Host, nowMs: number): number {
    if (host.untilMs === undefined || this.#has('never-forgives')) return host.ejections
    const exact = Math.max(0, nowMs - host.untilMs) / this.#option('base_ejection_ms')
    const periods = this.#has('forgiving-rounds-up') ? Math.ceil(exact) : Math.floor(exact)
    if (this.#has('forgives-all-at-once')) return periods > 0 ? 0 : host.ejections
    return Math.max(0, host.ejections - periods)
  }

  #duration({ ejections }: Host): number {
    const base = this.#option('base_ejection_ms')
    const most = this.#has('no-longest') ? Number.POSITIVE_INFINITY : this.#option('max_ejection_ms')
    if (this.#has('always-the-base')) return Math.min(most, base)
    if (this.#has('doubles')) return Math.min(most, base * 2 ** (ejections - 1))
    return Math.min(most, base * (this.#has('counts-ejections-of-all') ? this.#allEjections : ejections))
  }

  #isEjected({ untilMs, ejectedAtMs }: Host): boolean {
    if (untilMs === undefined) return false
    if (this.#has('time-zero-is-never') && ejectedAtMs === 0) return false
    if (this.#has('never-returns')) return true
    return this.#has('returns-one-late') ? this.#nowMs() <= untilMs : this.#nowMs() < untilMs
  }

  #ejectedFor(name: string): Answer {
    const host = this.#hosts.get(name)
    if (host === undefined) return { rule: 'knows-its-hosts', value: null }
    if (this.#isEjected(host)) {
      const left = (host.untilMs ?? 0) - this.#nowMs()
      return { rule: host.rule, value: this.#has('tells-the-whole-time') ? this.#duration(host) : left }
    }
    if (host.untilMs !== undefined) host.rule = 'returns-when-its-time-is-over'
    return { rule: host.rule, value: this.#has('zero-for-in-service') ? 0 : null }
  }

  #available(): Answer {
    const names = [...this.#hosts.keys()]
    const inService = names.filter((name) => {
      const host = this.#hosts.get(name)
      return host !== undefined && !this.#isEjected(host)
    })
    const isPanic = this.#isPanic(inService.length, names.length)
    if (isPanic && this.#has('panic-ends-ejections')) {
      for (const host of this.#hosts.values()) if (this.#isEjected(host)) host.untilMs = this.#nowMs()
    }
    const rule = this.#ruleOfList(inService, names)
    const list = isPanic ? names : inService
    if (this.#has('unsorted')) return { rule, value: list }
    return { rule, value: [...list].sort() }
  }

  #isPanic(inService: number, total: number): boolean {
    const least = this.#option('panic_threshold_percent') * total
    if (this.#has('no-panic')) return false
    if (this.#has('panic-counts-the-ejected')) return total > 0 && (total - inService) * 100 >= least
    if (this.#has('panic-only-when-none')) return inService === 0
    return this.#has('panic-at-the-threshold') ? inService * 100 <= least : inService * 100 < least
  }

  #ruleOfList(inService: readonly string[], names: readonly string[]): string {
    if (inService.length < names.length) return 'panics-when-too-few'
    const isBack = [...this.#hosts.values()].some(({ untilMs }) => untilMs !== undefined)
    return isBack ? 'returns-when-its-time-is-over' : this.#rule
  }
}
