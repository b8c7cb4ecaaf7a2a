export interface Options {
  consecutiveErrors?: number
  baseEjectionMs?: number
  maxEjectionMs?: number
  maxEjectionPercent?: number
  panicThresholdPercent?: number
  clock?: () => number
}

interface Host {
  errors: number
  ejections: number
  ejectedUntilMs: number | undefined
}

function isEjected(host: Host, nowMs: number): boolean {
  return host.ejectedUntilMs !== undefined && nowMs < host.ejectedUntilMs
}

/** Passive health checks: hosts that fail several times in a row are ejected for a while. */
export class OutlierDetector {
  readonly #consecutiveErrors: number
  readonly #baseEjectionMs: number
  readonly #maxEjectionMs: number
  readonly #maxEjectionPercent: number
  readonly #panicThresholdPercent: number
  readonly #clock: () => number
  readonly #hosts = new Map<string, Host>()

  constructor({
    consecutiveErrors = 5,
    baseEjectionMs = 30_000,
    maxEjectionMs = 300_000,
    maxEjectionPercent = 10,
    panicThresholdPercent = 50,
    clock = () => Math.floor(performance.now()),
  }: Options = {}) {
    this.#consecutiveErrors = consecutiveErrors
    this.#baseEjectionMs = baseEjectionMs
    this.#maxEjectionMs = maxEjectionMs
    this.#maxEjectionPercent = maxEjectionPercent
    this.#panicThresholdPercent = panicThresholdPercent
    this.#clock = clock
  }

  addHost(host: string): boolean {
    if (this.#hosts.has(host)) return false
    this.#hosts.set(host, { errors: 0, ejections: 0, ejectedUntilMs: undefined })
    return true
  }

  removeHost(host: string): boolean {
    return this.#hosts.delete(host)
  }

  reportSuccess(host: string): void {
    const known = this.#hosts.get(host)
    if (known !== undefined && !isEjected(known, this.#clock())) known.errors = 0
  }

  reportError(host: string): boolean {
    const nowMs = this.#clock()
    const known = this.#hosts.get(host)
    if (known === undefined || isEjected(known, nowMs)) return false
    known.errors += 1
    if (known.errors < this.#consecutiveErrors || !this.#hasRoom(nowMs)) return false
    this.#eject(known, nowMs)
    return true
  }

  ejectedForMs(host: string): number | undefined {
    const nowMs = this.#clock()
    const { ejectedUntilMs = nowMs } = this.#hosts.get(host) ?? {}
    return nowMs < ejectedUntilMs ? ejectedUntilMs - nowMs : undefined
  }

  available(): string[] {
    const nowMs = this.#clock()
    const all = [...this.#hosts.keys()].sort()
    const inService = all.filter((name) => !this.#isOut(name, nowMs))
    return inService.length * 100 < this.#panicThresholdPercent * all.length ? all : inService
  }

  #isOut(name: string, nowMs: number): boolean {
    const host = this.#hosts.get(name)
    return host !== undefined && isEjected(host, nowMs)
  }

  #hasRoom(nowMs: number): boolean {
    const ejected = [...this.#hosts.values()].filter((host) => isEjected(host, nowMs)).length
    return ejected === 0 || (ejected + 1) * 100 <= this.#maxEjectionPercent * this.#hosts.size
  }

  #eject(host: Host, nowMs: number): void {
    const { ejectedUntilMs = nowMs } = host
    const forgiven = Math.floor((nowMs - ejectedUntilMs) / this.#baseEjectionMs)
    host.ejections = Math.max(0, host.ejections - forgiven) + 1
    host.errors = 0
    host.ejectedUntilMs = nowMs + Math.min(this.#maxEjectionMs, this.#baseEjectionMs * host.ejections)
  }
}
