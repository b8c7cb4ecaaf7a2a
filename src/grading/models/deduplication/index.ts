import { valueModel } from '../value-model.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { windowSequences } from './sequences.ts'
import { Window } from './window.ts'

export const deduplicationModel = valueModel({
  id: 'deduplication',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: windowSequences,
  start: (world) => new Window(world),
})
