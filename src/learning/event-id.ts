import { randomBytes } from 'node:crypto'

/**
 * A UUID of version 7 (RFC 9562, section 5.7) whose order is that of time. `index` is the event's
 * place among those recorded in one call; it fills the 12 bits after the millisecond, so that events
 * of one millisecond keep their order.
 */
export function eventId(atMs: number, index: number, random: Uint8Array = randomBytes(8)): string {
  const time = Math.max(0, Math.trunc(atMs)).toString(16).padStart(12, '0')
  const counter = (index & 0xfff).toString(16).padStart(3, '0')
  const tail = Buffer.from(random)
  tail[0] = 0x80 | ((tail[0] ?? 0) & 0x3f)
  const hex = tail.toString('hex')
  return `${time.slice(0, 8)}-${time.slice(8)}-7${counter}-${hex.slice(0, 4)}-${hex.slice(4)}`
}
