// Sweeps seeds of a right register with one worker beside us, until somebody ends it. The argument marks its nodes.
import path from 'node:path'
import process from 'node:process'
import { VIRTUAL_DEFAULTS } from '../../../../../src/grading/cluster/options.ts'
import { sweep } from '../../../../../src/grading/cluster/steps/sweep.ts'
import { Trials } from '../../../../../src/grading/cluster/steps/trial.ts'
import { linKv } from '../../../../../src/grading/cluster/workloads/lin-kv.ts'

const FIXTURES = path.resolve('test/fixtures/step-nodes')
const program = {
  command: ['python3', '-u', path.join(FIXTURES, 'register.py')],
  cwd: FIXTURES,
  env: { PYTHONPATH: path.resolve('templates/nodes/python'), MARK: process.argv[2] ?? '' },
}
const options = { ...VIRTUAL_DEFAULTS, workload: 'lin-kv', nodeCount: 3, timeLimitMs: 2000, seeds: 10_000 }
void sweep({
  ...{ trials: new Trials(program, linKv), options, kept: [], onPhase: () => {} },
  help: { program, jobs: 2, cores: 2, others: [] },
})
