import { describe, expect, it } from 'vitest'
import { COMMON_KEYS } from '../../../src/ui/components/common-keys.ts'
import type { Binding } from '../../../src/ui/components/key-bindings.ts'
import { CHOICE_BINDINGS } from '../../../src/ui/screens/choice/bindings.ts'
import { PAGE_BINDINGS, WATCH_BINDINGS } from '../../../src/ui/screens/cluster/bindings.ts'
import { EXERCISE_BINDINGS } from '../../../src/ui/screens/exercise/bindings.ts'
import { HOME_BINDINGS, TOPIC_BINDINGS } from '../../../src/ui/screens/home/bindings.ts'
import { QUIZ_BINDINGS } from '../../../src/ui/screens/quiz/bindings.ts'
import { LIST_BINDINGS, READ_BINDINGS } from '../../../src/ui/screens/reader/bindings.ts'
import { REVIEW_BINDINGS } from '../../../src/ui/screens/review/bindings.ts'
import { SIMULATION_BINDINGS } from '../../../src/ui/screens/simulation/bindings.ts'

const TABLES: Readonly<Record<string, readonly Binding[]>> = {
  home: HOME_BINDINGS,
  topics: TOPIC_BINDINGS,
  choice: CHOICE_BINDINGS,
  reader: READ_BINDINGS,
  contents: LIST_BINDINGS,
  quiz: QUIZ_BINDINGS,
  review: REVIEW_BINDINGS,
  exercise: EXERCISE_BINDINGS,
  simulation: SIMULATION_BINDINGS,
  cluster: WATCH_BINDINGS,
  'page of a cluster': PAGE_BINDINGS,
}

/** The actions that mean what the common table says of a key, in the words of all screens. */
const MEANINGS: Readonly<Record<string, readonly string[]>> = {
  '?': ['help', 'close'],
  q: ['quit'],
  escape: ['dismiss', 'close', 'back', 'quit'],
  enter: ['open', 'choose', 'confirm', 'follow', 'grade', 'good', 'close', 'violations', 'quit'],
  up: ['up', 'line-up', 'previous-caption'],
  down: ['down', 'line-down', 'next-caption', 'charts'],
  pageup: ['page-up'],
  pagedown: ['page-down'],
  home: ['first', 'start', 'restart'],
  end: ['last', 'end'],
  ':': ['command'],
  '/': ['search'],
}

describe.each(Object.entries(TABLES))('the keys of %s', (_, bindings) => {
  it('do what they do on every other screen', () => {
    for (const key of COMMON_KEYS.flatMap(({ keys }) => keys)) {
      const bound = bindings.find(({ keys }) => keys.includes(key))
      if (bound !== undefined) expect(MEANINGS[key], `${key}: ${bound.action}`).toContain(bound.action)
    }
  })

  it('lead out by q, and each does one thing', () => {
    expect(bindings.find(({ keys }) => keys.includes('q'))?.action).toBe('quit')
    const keys = bindings.flatMap((binding) => binding.keys)
    expect(new Set(keys).size).toBe(keys.length)
  })
})

it('every common key has a meaning that is tested', () => {
  expect(Object.keys(MEANINGS).sort()).toEqual(COMMON_KEYS.flatMap(({ keys }) => keys).sort())
})
