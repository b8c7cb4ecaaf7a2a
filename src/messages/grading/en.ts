import { many } from '../catalogue.ts'

/** The frame of what is printed of a grade: of a component, of nodes, of a project, of a history. What was found stands in it in English. */
export const en = {
  /** At the start of lines, those that end a grade; as wide as the widest. */
  labels: {
    note: 'Note',
    cause: 'Cause',
    hint: 'Hint',
    speed: 'Speed',
    code: 'Code',
    kept: 'Kept',
    fences: 'Fences',
    replay: 'Replay',
  },
  notJudged: '(not judged)',
  whyNotJudged: 'A check is not judged when every sequence that would show it goes wrong before.',
  expected: ({ what }: { what: string }) => `expected: ${what}`,
  checksPassed: ({ passed, total }: { passed: number; total: number }) =>
    `${passed} of ${total} checks passed`,
  failed: ({ count }: { count: number }) => `${count} failed`,
  weak: ({ count }: { count: number }) => `${count} weak`,
  unjudged: ({ count }: { count: number }) => `${count} not judged`,
  sequences: ({ count }: { count: number }) => many(count, 'sequence', 'sequences'),
  seeds: ({ count }: { count: number }) => many(count, 'seed', 'seeds'),
  seed: ({ seed }: { seed: number }) => `seed ${seed}`,

  speed: {
    rate: ({ rate, share }: { rate: number; share: number }) =>
      `${rate} operations a second, ${share} % of the reference's rate.`,
    rateWith: ({ rate, share, entries }: { rate: number; share: number; entries: number }) =>
      `${rate} operations a second with ${entries} entries, ${share} % of the reference's rate.`,
    stopped: ({ rate, share, entries }: { rate: number; share: number; entries: number }) =>
      `It was stopped before it got through: at most ${rate} operations a second with ${entries} entries, ${share} % of the reference's rate.`,
    costs: ({ growth, entries, reference }: { growth: number; entries: number; reference: number }) =>
      `An operation costs ${growth} times what it costs with ${entries} (reference: ${reference}).`,
    costsAtLeast: ({ growth, entries, reference }: { growth: number; entries: number; reference: number }) =>
      `An operation costs at least ${growth} times what it costs with ${entries} (reference: ${reference}).`,
    grows: 'The cost grows with what it holds: something is searched or copied one by one.',
  },
  kept: {
    not: ({ why }: { why: string }) => `This failure could not be kept in .compendium: ${why}.`,
    added: 'This failure is kept in .compendium and tried first next time.',
    holds: 'What failed before was tried first, and holds now.',
    hold: ({ count }: { count: number }) =>
      `${count} sequences that failed before were tried first, and hold now.`,
  },
  sandbox: {
    inside: 'Ran in a sandbox: no network, and no files to write but in its own folder.',
    none: ({ why }: { why: string }) =>
      `Not in a sandbox: ${why}. The limits of time, memory, processes and output held all the same.`,
  },
  explanation: {
    source: ({ source }: { source: string }) => `Source: ${source}`,
    hint: ({ title }: { title: string }) => `Hint: ${title}`,
    lesson: 'Lesson',
  },
  hint: {
    place: ({ level, levels }: { level: number; levels: number }) => `Hint ${level} of ${levels}`,
    more: ({ command }: { command: string }) => `More: ${command}`,
    last: ({ command }: { command: string }) => `That was the last. The lesson: ${command}`,
  },
  asGenerated:
    'Its code is as it was generated: progress keeps this as weak. Change the program, and a pass is yours.',
  watching: ({ file }: { file: string }) => `Watching ${file}. Save it to grade it again; Ctrl-C ends.`,

  /** Of the nodes of a cluster. */
  cluster: {
    labels: {
      scope: 'Scope',
      seeds: 'Seeds',
      smaller: 'Smaller',
      note: 'Note',
      figures: 'Figures',
      faults: 'Faults',
      lesson: 'Lesson',
      like: 'Like',
      store: 'Store',
      hint: 'Hint',
      watch: 'Watch',
      replay: 'Replay',
    },
    moreFaults: ({ count }: { count: number }) => `and ${count} more, in results.json`,
    also: ({ lesson, others }: { lesson: string; others: string }) => `${lesson}, also ${others}`,
    scope: (s: { questions: number; timeouts: number; drops: number; crashes: number; states: number }) =>
      `${s.questions} questions, at most ${s.timeouts} timers, ${s.drops} lost messages, ${s.crashes} crashes; ${s.states} states of single nodes`,
    passed: ({ count }: { count: number }) => `${count} passed`,
    failedAgain: 'failed as it did before',
    failed: ({ seed, passed }: { seed: number; passed: number }) =>
      `seed ${seed} failed, after ${passed} that passed`,
    took: ({ runs, seconds, steps }: { runs: number; seconds: string; steps: number }) =>
      `${runs} runs, ${seconds} virtual seconds, ${steps} events of nodes`,
    smaller: (s: { operations: number; left: number; faults: number; faultsLeft: number; runs: number }) =>
      `${s.operations} operations became ${s.left}, ${s.faults} faults ${s.faultsLeft}, in ${s.runs} runs; this one is tried first from now on`,
    notAgain: 'It did not fail again when it was run again, so it cannot be made smaller.',
    differs: ({ difference }: { difference: string }) =>
      `The same run twice was not the same: ${difference}. Take time and chance from the SDK alone, and visit maps and sets in a fixed order.`,
    asked: ({ nodes, operations }: { nodes: number; operations: number }) =>
      `${nodes} nodes, ${operations} operations`,
    messages: ({ count, each }: { count: number; each: number }) =>
      `${count} messages between nodes (${each} an operation)`,
    latency: ({ p50, p99, max }: { p50: number; p99: number; max: number }) =>
      `latency p50 ${p50} ms, p99 ${p99} ms, max ${max} ms`,
    notTried: '(not tried)',
    stagesPassed: ({ passed, total }: { passed: number; total: number }) =>
      `${passed} of ${many(total, 'stage', 'stages')} passed`,
    stagesNotTried: ({ count }: { count: number }) => `${count} not tried`,
    seedsFrom: ({ least, most }: { least: number; most: number }) => `${least} to ${most} seeds`,
    each: ({ range }: { range: string }) => `${range} each`,
    realTime: 'real time',
    stage: ({ id, seed }: { id: string; seed: number }) => `stage ${id}, seed ${seed}`,
  },

  /** Of a history: what `check` prints. */
  history: {
    operations: ({ count }: { count: number }) => many(count, 'operation', 'operations'),
    alsoFound: 'Also found:',
    moreFound: ({ count }: { count: number }) => `... and ${count} more (--json has them all).`,
    smallest: ({ operations }: { operations: string }) =>
      `The smallest part of the history that shows it, ${operations}, in time from left to right:`,
    order: 'An order that explains the history, by position:',
    moreOrder: ({ count }: { count: number }) => `... (${count} more)`,
    process: ({ process, name }: { process: string; name: string }) => `process ${process}: ${name}`,
    line: ({ line }: { line: number }) => `(line ${line})`,
    wrote: ({ file }: { file: string }) => `Wrote ${file}`,
  },
}

export type GradingMessages = typeof en
