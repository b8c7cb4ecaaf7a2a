import { Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { outputShape } from '../../src/platform/terminal.ts'

const MINUTES_AN_HOUR = 60

export default class PathPlan extends BaseCommand {
  static override readonly summary = 'plan the way to a goal, or a number of hours'

  static override readonly description = [
    'To a goal: all that it builds on, in order, with minutes, and what is mastered already left out.',
    'A goal is a topic, an exercise (raft) or a concept (leader-election).',
    'With --hours alone: what is best done in that time, as recommend has it.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> --goal raft',
    '<%= config.bin %> <%= command.id %> --goal vector-clock --hours 1 --json',
    '<%= config.bin %> <%= command.id %> --hours 5',
  ]

  static override readonly flags = {
    goal: Flags.string({ helpValue: 'GOAL', description: 'a topic, an exercise or a concept' }),
    hours: Flags.string({ helpValue: 'HOURS', description: 'hours at hand, such as 5 or 1.5' }),
    all: Flags.boolean({ description: 'also what is done or mastered already', dependsOn: ['goal'] }),
  }

  async run(): Promise<object> {
    const { flags } = await this.parse(PathPlan)
    const { loadStanding } = await import('../../src/learning/items/load-standing.ts')
    const { hoursOf, planGoal, planHours } = await import('../../src/learning/paths/plan-data.ts')
    const hours = hoursOf(flags.hours, flags.goal)
    const minutes = hours === undefined ? undefined : hours * MINUTES_AN_HOUR
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { standing, events } = await loadStanding(context)
    const plan =
      flags.goal === undefined
        ? planHours(standing, events, minutes ?? 0)
        : planGoal(flags.goal, standing, { minutes, all: flags.all })
    const { planText } = await import('../../src/report/path-text.ts')
    this.log(planText(plan, { ...outputShape(), color: this.colorLevel }))
    return plan
  }
}
