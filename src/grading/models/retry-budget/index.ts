import { valueModel } from '../value-model.ts'
import { Budget } from './budget.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { budgetSequences, budgetWorkload } from './sequences.ts'

export const retryBudgetModel = valueModel({
  id: 'retry-budget',
  roles: {
    clock: 'uses-the-given-clock',
    isolation: 'instances-share-nothing',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: budgetSequences,
  workload: budgetWorkload,
  start: (world) => new Budget(world),
})
