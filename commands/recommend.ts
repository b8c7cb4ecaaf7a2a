import { Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { outputShape } from '../src/platform/terminal.ts'

export default class Recommend extends BaseCommand {
  static override readonly summary = 'say what to do next, and why'

  static override readonly description = [
    'What is ready for you, best first: questions that you are about to forget, then lessons, quizzes, simulations and exercises that build on nothing you do not know yet.',
    'What is on the path that you follow, or leads to --goal, comes first. docs/mastery.md says how it is chosen.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --minutes 30',
    '<%= config.bin %> <%= command.id %> --goal raft --limit 1',
    '<%= config.bin %> <%= command.id %> --path sre --json',
  ]

  static override readonly flags = {
    minutes: Flags.integer({
      helpValue: 'N',
      min: 1,
      max: 10_000,
      description: 'leave out what takes longer',
    }),
    path: Flags.string({
      helpValue: 'PATH',
      description: 'what is on this path first (default: the one that you follow)',
    }),
    goal: Flags.string({
      helpValue: 'GOAL',
      description: 'what leads to this topic, exercise or concept first',
      exclusive: ['path'],
    }),
    limit: Flags.integer({ helpValue: 'N', min: 1, max: 1000, default: 5, description: 'at most so many' }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(Recommend)
    const { loadStanding } = await import('../src/learning/items/load-standing.ts')
    const { recommend } = await import('../src/learning/recommend/recommend.ts')
    const { requireGoal, requirePath } = await import('../src/learning/paths/goal.ts')
    const { followedPath } = await import('../src/learning/paths/follow.ts')
    const { reviewOf } = await import('../src/learning/review/load.ts')
    const { retentionOf } = await import('../src/learning/review/scheduler.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { standing, events } = await loadStanding(context)
    const { graph } = standing
    const path =
      flags.path === undefined ? followedPath(events, graph.paths) : requirePath(flags.path, graph.paths)
    const goal = flags.goal === undefined ? undefined : requireGoal(flags.goal, graph, standing.items)
    const retention = retentionOf(process.env['COMPENDIUM_RETENTION'])
    const { due } = reviewOf(events, retention, context.nowMs)
    const { minutes, limit } = flags
    const items = recommend(standing, { minutes, limit, path, goal, due })
    const { recommendationText } = await import('../src/report/recommendation-text.ts')
    this.log(recommendationText(items, { ...outputShape(), color: this.colorLevel, minutes }))
    return {
      ...(path === undefined ? {} : { path: path.id }),
      ...(goal === undefined ? {} : { goal: goal.id }),
      items,
    }
  }
}
