import type { Operation } from '../../../src/history/operation.ts'
import { RandomStream } from '../../../src/lib/prng.ts'
import { inTurn, type Plain } from './tell.ts'

export interface Shape {
  /** Whether each value is written once. */
  readonly unique: boolean
  readonly operations?: number
  readonly keys?: number
  readonly processes?: number
  /** Whether reads give anything that was ever written: most guarantees are broken then. */
  readonly wild?: boolean
}

/**
 * A small history of registers `x`, `y` that replicas answer: each process talks to a replica of its own, which hears
 * of writes when chance wills it. So that all degrees of consistency come up.
 */
export function randomRegisters(seed: number, shape: Shape): Operation[] {
  const draws = new RandomStream(seed, 'registers')
  let n = 0
  const draw = (bound: number) => draws.integer(n++, bound)
  const processes = shape.processes ?? 1 + draw(3)
  const names = ['x', 'y', 'z'].slice(0, shape.keys ?? 1 + draw(2))
  const count = shape.operations ?? 4 + draw(6)
  const replicas = Array.from({ length: processes }, () => new Map<string, number>())
  const news: { readonly name: string; readonly value: number }[] = []
  const told: (readonly ['ok' | 'fail' | 'info', number, string, Plain, Plain])[] = []
  const isOver = new Set<number>()
  const wildness = shape.wild ? 1 : ([0, 2, 6][draw(3)] ?? 0)
  for (let step = 0; step < count; step += 1) {
    const process = draw(processes)
    const name = names[draw(names.length)] ?? 'x'
    const replica = replicas[process]
    if (isOver.has(process) || !replica) continue
    for (const one of news) if (draw(3) === 0) replica.set(one.name, one.value)
    if (draw(2)) {
      const value = shape.unique ? step + 1 : 1 + draw(3)
      const outcome = (['ok', 'ok', 'ok', 'ok', 'info', 'fail'] as const)[draw(6)] ?? 'ok'
      if (outcome === 'info') isOver.add(process)
      if (outcome === 'ok' || (outcome === 'info' && draw(2))) {
        news.push({ name, value })
        replica.set(name, value)
      }
      told.push([outcome, process, 'write', [name, value], [name, value]])
    } else {
      const ofName = news.filter((one) => one.name === name)
      const wild = wildness > 0 && draw(wildness) === 0 ? ofName[draw(Math.max(1, ofName.length))] : undefined
      const value = wild?.value ?? replica.get(name) ?? null
      told.push(['ok', process, 'read', [name, null], [name, value]])
    }
  }
  return inTurn(...told)
}
