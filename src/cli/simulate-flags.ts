import { Args, Flags } from '@oclif/core'

const repeated = { multiple: true, multipleNonGreedy: true } as const
const RUNS = 'RUNS'
const JUDGING = 'JUDGING'
const FAILURES = 'FAILURES'
const REPORTS = 'REPORTS'

export const simulateArgs = {
  scenario: Args.string({
    description: 'simulation to run, or to list, such as raft; or the file of your own model',
  }),
}

/** What becomes of a failing run, and where reports go. */
export const reportFlags = {
  shrink: Flags.boolean({
    allowNo: true,
    default: true,
    description: 'make the first failing run small: fewest faults, fewest operations',
    helpGroup: FAILURES,
  }),
  save: Flags.string({
    helpValue: 'DIR|FILE.json',
    description: 'where to write the shrunk run (default: .compendium)',
    exclusive: ['no-save'],
    helpGroup: FAILURES,
  }),
  'no-save': Flags.boolean({ description: 'write no file', helpGroup: FAILURES }),
  reporter: Flags.string({
    ...repeated,
    helpValue: 'junit=FILE|github',
    description: 'also write a report in the format of JUnit, or annotations for GitHub',
    helpGroup: REPORTS,
  }),
}

export const simulateFlags = {
  ...reportFlags,
  with: Flags.string({
    helpValue: 'FILE',
    description:
      'nodes of your own in place of the model, written with the SDK: simulate raft --with my_raft.py',
    exclusive: ['list', 'schema'],
    helpGroup: RUNS,
  }),
  stage: Flags.string({
    helpValue: 'STAGE',
    description: 'with --with: the stage of the exercise that they are asked (default: the main one)',
    dependsOn: ['with'],
    helpGroup: RUNS,
  }),
  seed: Flags.string({ helpValue: 'SEED', description: 'the one seed to run (default: 1)', helpGroup: RUNS }),
  seeds: Flags.string({
    helpValue: 'N|A..B',
    description: 'seeds to run: N for 1 to N, or A..B',
    helpGroup: RUNS,
  }),
  set: Flags.string({
    ...repeated,
    helpValue: 'NAME=VALUE',
    description: 'a parameter and its value',
    helpGroup: RUNS,
  }),
  mutant: Flags.string({
    helpValue: 'MUTANT',
    description: 'run the version with this mistake in it',
    helpGroup: RUNS,
  }),
  faults: Flags.string({
    helpValue: 'swarm|none|FILE',
    description: 'faults: each seed draws its own (default), none, or those of a JSON file',
    helpGroup: RUNS,
  }),
  jobs: Flags.integer({
    min: 1,
    max: 256,
    helpValue: 'N',
    description: 'threads for a sweep (default: one for each core, when that pays)',
    helpGroup: RUNS,
  }),
  shard: Flags.string({
    helpValue: 'I/N',
    description: 'run only part I of N of the seeds; merge-reports puts the parts together',
    helpGroup: RUNS,
  }),
  'max-events': Flags.integer({
    min: 1,
    helpValue: 'N',
    description: 'stop a run that has not ended after N events',
    helpGroup: RUNS,
  }),
  sweep: Flags.string({
    ...repeated,
    helpValue: 'NAME=A..B',
    description: 'compare values of a parameter on the same seeds: 0..5, 10..50:10 or 1,2,5; at most two',
    exclusive: ['assert', 'assertions', 'shard', 'reporter', 'interactive'],
    helpGroup: RUNS,
  }),
  assert: Flags.string({
    ...repeated,
    helpValue: 'ASSERTION',
    description:
      "'p99 < 250ms', 'every p99 < 1s', 'never NAME', 'sometimes NAME' or 'within 2s after heal: NAME'",
    helpGroup: JUDGING,
  }),
  assertions: Flags.string({
    helpValue: 'FILE',
    description: 'a YAML file with a list of such assertions',
    helpGroup: JUDGING,
  }),
  replay: Flags.string({
    helpValue: 'FILE',
    description: 'run such a file again',
    exclusive: ['seed', 'seeds', 'set', 'mutant', 'faults', 'assert', 'assertions', 'shard', 'sweep'],
    helpGroup: FAILURES,
  }),
  export: Flags.string({
    ...repeated,
    helpValue: 'svg|html|cast|json[=FILE]',
    description:
      'write the run: a picture (space-time diagram or charts), a page, a recording (asciicast) or its data',
    helpGroup: REPORTS,
    exclusive: ['sweep', 'list', 'schema'],
  }),
  schema: Flags.boolean({
    description: 'print the JSON Schema of what --json prints',
    helpGroup: REPORTS,
  }),
  list: Flags.boolean({
    description: 'list the simulations; with one, its parameters, metrics and mutants',
    exclusive: [
      'seed',
      'seeds',
      'set',
      'mutant',
      'faults',
      'assert',
      'assertions',
      'shard',
      'sweep',
      'replay',
    ],
  }),
  interactive: Flags.boolean({
    allowNo: true,
    description: 'replay the run on the screen first (default: on a terminal, when nothing is asserted)',
  }),
}
