import { valueModel } from '../value-model.ts'
import { Coordinator } from './coordinator.ts'
import { MISCONCEPTIONS } from './misconceptions.ts'
import { SCENARIOS } from './scenarios.ts'
import { commitSequences } from './sequences.ts'
import { coordinatorWorkload } from './workload.ts'

export const twoPhaseCommitModel = valueModel({
  id: 'two-phase-commit',
  roles: {
    result: 'an-unwritten-decision-is-none',
    isolation: 'transactions-do-not-mix',
    defaults: 'has-the-stated-defaults',
  },
  misconceptions: MISCONCEPTIONS,
  scenarios: SCENARIOS,
  arbitrary: commitSequences,
  workload: coordinatorWorkload,
  start: (world) => new Coordinator(world),
})
