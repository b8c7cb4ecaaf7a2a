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
