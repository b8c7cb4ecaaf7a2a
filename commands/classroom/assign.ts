import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class ClassroomAssign extends BaseCommand {
  static override readonly summary = 'set an exercise to the class, with the day on which it is due'

  static override readonly description = [
    'Without --to it is for all who are on the roster, also for those who join later.',
    'A date is the end of that day on the clock of this machine.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker --due 2026-12-01',
    '<%= config.bin %> <%= command.id %> raft --due 2026-12-15T18:00 --to ada --to grace',
  ]

  static override readonly args = {
    exercise: Args.string({ description: 'exercise, as compendium exercise list names it', required: true }),
  }

  static override readonly flags = {
    due: Flags.string({ helpValue: 'DATE', description: '2026-12-01, or 2026-12-01T18:00', required: true }),
    to: Flags.string({
      helpValue: 'LEARNER',
      description: 'only to this learner; may be repeated',
      multiple: true,
    }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(ClassroomAssign)
    const { assign, dueDate } = await import('../../src/learning/classroom/assignments.ts')
    const { requireAnyExercise } = await import('../../src/grading/any-exercise.ts')
    const { localMinute } = await import('../../src/platform/local-time.ts')
    const { slug } = requireAnyExercise(args.exercise)
    const assignment = await assign(slug, dueDate(flags.due), flags.to, Date.now())
    const whom = assignment.to?.join(', ') ?? 'all on the roster'
    this.log(`Assignment ${assignment.id}: ${slug}, due ${localMinute(assignment.dueAtMs)}, set to ${whom}.`)
    return { ...assignment, to: assignment.to ?? null }
  }
}
