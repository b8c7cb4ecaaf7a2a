import { setTimeout as wait } from 'node:timers/promises'

const POLL_MS = 100

/** Asks again and again whether it is true; whether it came true in time. */
export async function until(isTrue: () => boolean | Promise<boolean>, withinMs: number): Promise<boolean> {
  const endMs = performance.now() + withinMs
  for (;;) {
    if (await isTrue()) return true
    if (performance.now() > endMs) return false
    await wait(POLL_MS)
  }
}

/** Waits until a count has not changed for a while. */
export async function standsStill(count: () => number, forMs = 700): Promise<void> {
  for (let before = -1; before !== count(); await wait(forMs)) before = count()
}
