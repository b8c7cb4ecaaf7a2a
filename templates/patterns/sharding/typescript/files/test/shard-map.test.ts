import { expect, test } from 'vitest'
import { moduloSpread } from '../src/cluster/modulo-spread.ts'
import {
  beginMoves,
  endMoves,
  firstMap,
  misplacedSlots,
  movingSlots,
  replicasIn,
  SLOTS,
  slotOf,
} from '../src/patterns/sharding/shard-map.ts'

const three = moduloSpread(2)(['a', 'b', 'c'])
const four = moduloSpread(2)(['a', 'b', 'c', 'd'])

test('a key is always in the same slot, and all slots have keys', () => {
  const slots = Array.from({ length: 2000 }, (_, index) => slotOf(`key-${index}`))
  expect(new Set(slots).size).toBe(SLOTS)
  expect(slotOf('key-0')).toBe(slots[0])
})

test('the first map has every slot where it should be', () => {
  expect(misplacedSlots(firstMap(three), three)).toEqual([])
  expect(misplacedSlots(firstMap(three), four).length).toBeGreaterThan(0)
})

test('a slot on its way needs both places; there it needs the new one alone, and each step is an epoch', () => {
  const before = firstMap(three)
  const key = 'tea'
  const slot = slotOf(key)
  const elsewhere = () => ['d', 'e']
  const moving = beginMoves(before, [slot], elsewhere)
  const old = before.slots[slot]?.nodes
  expect(replicasIn(before, key)).toEqual({ epoch: 1, groups: [old] })
  expect(replicasIn(moving, key)).toEqual({ epoch: 2, groups: [['d', 'e'], old] })
  expect(movingSlots(moving)).toEqual([slot])
  expect(replicasIn(endMoves(moving), key)).toEqual({ epoch: 3, groups: [['d', 'e']] })
})

test('moves bring every slot to where it should be', () => {
  let map = firstMap(three)
  while (misplacedSlots(map, four).length > 0) {
    map = endMoves(beginMoves(map, misplacedSlots(map, four).slice(0, 8), four))
  }
  expect(map.slots).toEqual(firstMap(four).slots)
})
