import { valueModel } from '../value-model.ts'
import { DeadlineBudget } from './budget.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { budgetSequences } from './sequences.ts'

export const deadlinePropagationModel = valueModel({
  id: 'deadline-propagation',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: budgetSequences,
  start: (world) => new DeadlineBudget(world),
})
