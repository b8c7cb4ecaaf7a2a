import type { Value } from '../../../src/history/operation.ts'
import type { Dice, Subject } from './random-history.ts'

/** Real objects to take histories from. Each call makes a new one. */
export const SUBJECTS: Readonly<Record<string, (dice: Dice) => Subject>> = {
  register: (dice) => registerSubject(dice, ['read', 'write']),
  'cas-register': (dice) => registerSubject(dice, ['read', 'write', 'cas']),
  kv: kvSubject,
  queue: (dice) => listSubject(dice, { add: 'enqueue', take: 'dequeue', taken: (items) => items.shift() }),
  stack: (dice) => listSubject(dice, { add: 'push', take: 'pop', taken: (items) => items.pop() }),
  set: setSubject,
  counter: counterSubject,
  mutex: mutexSubject,
}

const oneOf = <T>(list: readonly T[], dice: Dice): T => list[dice.roll(list.length)] as T

function registerSubject(dice: Dice, functions: readonly string[]): Subject {
  let state: Value = null
  const values: Value[] = [null, 0, 1, '1', 2].slice(0, 2 + dice.roll(4))
  const unique = dice.chance(25)
  let fresh = 10
  const written = (with_: Dice): Value => (unique ? fresh++ : oneOf(values, with_))
  return {
    ask(with_) {
      const f = oneOf(functions, with_)
      if (f === 'read') return { f, input: null }
      if (f === 'write') return { f, input: written(with_) }
      return { f, input: [with_.chance(60) ? state : oneOf(values, with_), written(with_)] }
    },
    answer(f, input) {
      if (f === 'read') return state
      if (f === 'write') {
        state = input
        return input
      }
      const [from = null, to = null] = input as readonly Value[]
      if (from !== state) return false
      state = to
      return input
    },
    lie(f, input, answer, with_) {
      if (f === 'write') return answer
      if (f === 'cas') return answer === false ? input : false
      return unique ? 10 + with_.roll(fresh - 9) : oneOf(values, with_)
    },
  }
}

function kvSubject(): Subject {
  let state = ''
  const told: string[] = ['']
  return {
    ask(with_) {
      const f = oneOf(['get', 'get', 'append', 'append', 'append', 'put'], with_)
      return { f, input: f === 'get' ? null : oneOf(['a', 'b', 'ab', ''], with_) }
    },
    answer(f, input) {
      if (f === 'put') state = String(input)
      if (f === 'append') state += String(input)
      if (f !== 'get') return input
      told.push(state)
      return state
    },
    lie: (f, _, answer, with_) => (f === 'get' ? oneOf([...told, `${answer}a`, 'ba'], with_) : answer),
  }
}

/** A queue or a stack; in two of three each item is put in once. */
function listSubject(
  dice: Dice,
  { add, take, taken }: { add: string; take: string; taken: (items: Value[]) => Value | undefined },
): Subject {
  const repeats = dice.chance(33) ? 15 : 0
  const items: Value[] = []
  let fresh = 0
  return {
    ask: (with_) =>
      with_.chance(50) ? { f: add, input: with_.chance(repeats) ? 1 : fresh++ } : { f: take, input: null },
    answer(f, input) {
      if (f === take) return taken(items) ?? null
      items.push(input)
      return input
    },
    lie: (f, _, answer, with_) => (f === add ? answer : with_.chance(30) ? null : with_.roll(fresh + 1)),
  }
}

/** A set; two of three are never read as a whole. */
function setSubject(dice: Dice): Subject {
  const items = new Set<Value>()
  const functions = ['add', 'add', 'remove', 'contains', dice.chance(33) ? 'read' : 'contains']
  return {
    ask(with_) {
      const f = oneOf(functions, with_)
      return { f, input: f === 'read' ? null : with_.roll(3) }
    },
    answer(f, input) {
      if (f === 'read') return [...items]
      if (f === 'contains') return items.has(input)
      if (f === 'add') items.add(input)
      else items.delete(input)
      return input
    },
    lie(f, _, answer, with_) {
      if (f === 'contains') return !answer
      return f === 'read' ? [...items, with_.roll(3)] : answer
    },
  }
}

/** A counter; two of three only ever change by one amount. */
function counterSubject(dice: Dice): Subject {
  let state = 0
  const even = dice.chance(66)
    ? oneOf(
        [
          [1, 'increment'],
          [-1, 'decrement'],
          [3, 'add'],
        ] as const,
        dice,
      )
    : undefined
  return {
    ask(with_) {
      if (even && with_.chance(60)) return { f: even[1], input: even[1] === 'add' ? even[0] : null }
      const f = even ? 'read' : oneOf(['add', 'add', 'read', 'increment', 'decrement'], with_)
      return { f, input: f === 'add' ? with_.roll(4) - 1 : null }
    },
    answer(f, input) {
      if (f === 'read') return state
      state += f === 'add' ? Number(input) : f === 'increment' ? 1 : -1
      return input ?? true
    },
    lie: (f, _, answer, with_) => (f === 'read' ? Number(answer) + 1 - with_.roll(3) : answer),
  }
}

/** A lock; every other one lets a second holder in now and then. */
function mutexSubject(dice: Dice): Subject {
  let held = false
  let asked = 0
  const broken = dice.chance(50)
  return {
    ask: (with_) => ({ f: with_.chance(50) ? 'acquire' : 'release', input: null }),
    answer(f) {
      asked += 1
      if (held === (f === 'acquire') && !(broken && asked % 4 === 0)) return undefined
      held = f === 'acquire'
      return true
    },
    lie: (_, __, answer) => answer,
  }
}
