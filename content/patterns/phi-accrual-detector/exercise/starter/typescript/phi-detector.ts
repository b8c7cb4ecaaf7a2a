// {{contract}}

export interface Options {
  threshold?: number
  windowSize?: number
  minStdDeviationMs?: number
  acceptablePauseMs?: number
  firstIntervalMs?: number
  clock?: () => number
}

export class PhiDetector {
  constructor(options: Options = {}) {
    // TODO: keep the options, and whatever the detector must remember between calls.
  }

  heartbeat(): void {
    // TODO: take in the interval since the heartbeat before.
    throw new Error('heartbeat is yours to write')
  }

  phi(): number {
    // TODO: how surprising the present silence is.
    throw new Error('phi is yours to write')
  }

  isAvailable(): boolean {
    // TODO: whether phi is below the threshold.
    throw new Error('isAvailable is yours to write')
  }
}
