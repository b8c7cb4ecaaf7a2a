import { expect, test } from 'vitest'
import { eventId } from '../../src/learning/event-id.ts'

test('an id is the UUID of version 7 that RFC 9562 gives as its example', () => {
  // Appendix A.6: 2022-02-22T19:22:22Z, rand_a 0xCC3, rand_b 0x18C4DC0C0C07398F.
  const random = Uint8Array.from([0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f])
  expect(eventId(0x017f22e279b0, 0xcc3, random)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f')
})

test('the order of ids is the order of time, then that of recording', () => {
  const ids = [eventId(5, 0), eventId(5, 1), eventId(5, 300), eventId(6, 0), eventId(1_795_000_000_000, 0)]
  expect([...ids].sort()).toEqual(ids)
})
