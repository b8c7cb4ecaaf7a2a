import { many } from '../catalogue.ts'

/**
 * What the reports of `simulate` say. What a model tells of a run stands in them in English; so do reports for machines,
 * which take these words in English whatever is spoken.
 */
export const en = {
  seeds: ({ count }: { count: number }) => many(count, 'seed', 'seeds'),
  faults: ({ count }: { count: number }) => many(count, 'fault', 'faults'),
  operations: ({ count }: { count: number }) => many(count, 'operation', 'operations'),
  runs: ({ count }: { count: number }) => many(count, 'run', 'runs'),
  more: ({ count }: { count: number }) => `and ${count} more`,
  runAgain: ({ command }: { command: string }) => `Run it again: ${command}`,
  none: 'none',

  head: {
    seed: ({ seed }: { seed: number }) => `seed ${seed}`,
    seeds: (s: { count: number; first: number; last: number }) => `${s.count} seeds, ${s.first} to ${s.last}`,
    part: ({ index, of }: { index: number; of: number }) => `, part ${index} of ${of}`,
    events: ({ events }: { events: string }) => `${events} events`,
    mistake: ({ id, title }: { id: string; title: string }) => `with a mistake on purpose, ${id}: ${title}`,
    interval: 'mean and 95 % interval',
  },

  broken: ({ rule }: { rule: string }) => `BROKEN ${rule}`,
  brokenIn: (b: { rule: string; seeds: number; of: number; seed: number }) =>
    `BROKEN ${b.rule} (${b.seeds} of ${b.of} seeds; this is seed ${b.seed})`,
  exactly: ({ command }: { command: string }) => `Run exactly this again: ${command}`,

  verdict: {
    noInvariant: 'no invariant to break',
    oneHolds: 'the invariant holds',
    allHold: ({ count }: { count: number }) => `all ${count} invariants hold`,
    broken: ({ count }: { count: number }) => `${many(count, 'invariant', 'invariants')} broken`,
    assertions: ({ held, all }: { held: number; all: number }) => `${held} of ${all} assertions hold`,
    neverSeen: ({ goal }: { goal: string }) => `never seen: ${goal}`,
    trySweep: 'one seed may miss it, a sweep seldom does: --seeds 100',
    runStopped: ({ most }: { most: number }) =>
      `the run was stopped at the most events; to go on: --max-events ${most}`,
    seedsStopped: ({ seeds, most }: { seeds: string; most: number }) =>
      `seeds ${seeds} were stopped at the most events; to go on: --max-events ${most}`,
    failing: ({ seeds }: { seeds: string }) => `failing seeds: ${seeds}`,
    someSeeds: ({ seeds, more }: { seeds: string; more: number }) => `${seeds} and ${more} more`,
    readWhy: ({ command }: { command: string }) => `Read why: ${command}`,
  },
  replayed: {
    same: 'every step is as it was',
    other: 'its steps are others than they were',
    before: ({ hash, version }: { hash: string; version: string }) =>
      `then: trace ${hash}, compendium ${version}`,
    stillBroken: ({ rule }: { rule: string }) => `${rule} is still broken`,
    brokenNoMore: ({ rule }: { rule: string }) => `${rule} is broken no more`,
    stillFails: ({ assertion }: { assertion: string }) => `"${assertion}" still fails`,
    failsNoMore: ({ assertion }: { assertion: string }) => `"${assertion}" fails no more`,
    nothingBroken: 'nothing was broken when it was saved',
  },

  /** What is left of a failing run. */
  shrunk: {
    cutOff: 'cut off where it breaks',
    left: (s: { runs: string; faults: string; ofFaults: number; operations: string; ofOperations: number }) =>
      `shrunk in ${s.runs} to ${s.faults} (of ${s.ofFaults}) and ${s.operations} (of ${s.ofOperations})`,
    asItIs: ({ seed, found }: { seed: number; found: string }) =>
      `seed ${seed} fails as it is, there is no fault to take away: ${found}`,
    withoutAny: (s: { seed: number; faults: number; found: string }) =>
      `seed ${s.seed} fails without any of its ${s.faults} faults: ${s.found}`,
    toFaults: (s: { seed: number; runs: string; faults: string; of: number; found: string }) =>
      `seed ${s.seed} shrunk in ${s.runs} to ${s.faults} (of ${s.of}): ${s.found}`,
    worst: ({ seed }: { seed: number }) =>
      `Judged over all seeds, so that no single run can be shrunk. The worst, seed ${seed}, alone:`,
  },

  /** What was found of an assertion, as a clause that follows it. */
  found: {
    happened: 'it happened',
    inNone: ({ seeds }: { seeds: string }) => `in none of ${seeds}`,
    holds: ({ seeds }: { seeds: string }) => `holds in ${seeds}`,
    fails: ({ failed, seeds }: { failed: number; seeds: string }) => `fails in ${failed} of ${seeds}`,
    against: ({ left, right }: { left: string; right: string }) => `${left} against ${right}`,
    mean: ({ left, right }: { left: string; right: string }) => `mean ${left} against ${right}`,
    undecided: ({ found }: { found: string }) => `${found}; the interval decides nothing, run more seeds`,
    atWorst: ({ worst, seed }: { worst: string; seed: number }) => `at worst ${worst} in seed ${seed}`,
    late: 'not in time',
    never: 'never',
    after: ({ time }: { time: string }) => `after ${time}`,
  },

  /** One fault of a schedule: `crash of node 2 for 300 ms, un-synced writes lost`. */
  fault: {
    lasting: (f: { what: string; time: string; how: string }) => `${f.what} for ${f.time}${f.how}`,
    partition: ({ nodes }: { nodes: string }) => `partition around ${nodes}`,
    oneWay: ({ nodes }: { nodes: string }) => `partition one way around ${nodes}`,
    link: ({ from, to }: { from: string; to: string }) => `bad links from ${from} to ${to}`,
    clog: ({ from, to }: { from: number; to: number }) => `clog from node ${from} to node ${to}`,
    drop: (f: { count: number; from: number; to: number }) =>
      `drop of ${f.count} messages from node ${f.from} to node ${f.to}`,
    load: ({ count }: { count: number }) => `load of ${count} operations`,
    ofNode: ({ kind, node }: { kind: string; node: number }) => `${kind} of node ${node}`,
    /** Added to what the fault is. */
    unsyncedLost: ', un-synced writes lost',
    wiped: ', disk wiped',
    by: ({ amount }: { amount: string }) => `, by ${amount}`,
    loss: ({ share }: { share: string }) => `, loss ${share}`,
    duplicates: ({ share }: { share: string }) => `, duplicates ${share}`,
    delay: ({ time }: { time: string }) => `, delay ${time}`,
    reordering: ({ time }: { time: string }) => `, reordering ${time}`,
    node: ({ node }: { node: string }) => `node ${node}`,
    nodes: ({ nodes }: { nodes: string }) => `nodes ${nodes}`,
    all: 'all',
  },

  list: {
    runOne: ({ command }: { command: string }) => `Run one: ${command}`,
    whatIsIn: ({ command }: { command: string }) => `What can be set, asserted and broken in it: ${command}`,
    parameters: 'parameters (--set name=value)',
    metrics: ({ others }: { others: string }) => `metrics (--assert${others})`,
    metricsOf: ({ name, title }: { name: string; title: string }) => `; ${name} is that of the run ${title}`,
    invariants: 'invariants (always checked)',
    mutants: 'mutants (--mutant)',
    moments: 'moments (rules in --faults FILE)',
  },

  compared: {
    range: ({ name, first, last }: { name: string; first: string; last: string }) =>
      `${name} ${first} to ${last}`,
    head: (c: { id: string; over: string; cells: number; seeds: number; events: string }) =>
      `${c.id}, ${c.over}, ${c.cells} x ${c.seeds} seeds (the same in each), ${c.events} events`,
    still: ({ metrics }: { metrics: string }) => `the same for all values: ${metrics}`,
    tips: '<- tips over',
    step: ({ from, to, change }: { from: string; to: string; change: string }) =>
      `from ${from} to ${to} it changes by ${change}, more than twice as steeply as elsewhere`,
    broke: ({ count }: { count: number }) =>
      `${count} runs broke an invariant; run those values alone to see how.`,
    stopped: ({ count }: { count: number }) =>
      `${count} runs were stopped at the most events; to go on: --max-events`,
  },
}

export type SimulatingMessages = typeof en
