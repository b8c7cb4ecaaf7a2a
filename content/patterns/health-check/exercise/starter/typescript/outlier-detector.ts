// {{contract}}

export interface Options {
  consecutiveErrors?: number
  baseEjectionMs?: number
  maxEjectionMs?: number
  maxEjectionPercent?: number
  panicThresholdPercent?: number
  clock?: () => number
}

export class OutlierDetector {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the detector must remember of its hosts.
  }

  addHost(host: string): boolean {
    // TODO: true if it is new; else leave it as it is, and false.
    throw new Error('addHost is yours to write')
  }

  removeHost(host: string): boolean {
    // TODO: forget it; true if it was there.
    throw new Error('removeHost is yours to write')
  }

  reportSuccess(host: string): void {
    // TODO: a request to the host has succeeded.
    throw new Error('reportSuccess is yours to write')
  }

  reportError(host: string): boolean {
    // TODO: a request to the host has failed; true if this ejects it.
    throw new Error('reportError is yours to write')
  }

  ejectedForMs(host: string): number | undefined {
    // TODO: what is left of its ejection; undefined when it is in service or not known.
    throw new Error('ejectedForMs is yours to write')
  }

  available(): string[] {
    // TODO: the hosts to send requests to, sorted.
    throw new Error('available is yours to write')
  }
}
