import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../src/cli/base-command.ts'
import { outputShape } from '../src/platform/terminal.ts'

export default class Hint extends BaseCommand {
  static override readonly summary = 'get a hint for an exercise, one level at a time'

  static override readonly description =
    `Each level says more than the one before. Without --level you get the first that you have not seen;
after the last, the last again.`

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> circuit-breaker',
    '<%= config.bin %> <%= command.id %> circuit-breaker --level 2',
  ]

  static override readonly args = {
    pattern: Args.string({
      description: 'what you are working on, such as circuit-breaker or raft',
      required: true,
    }),
  }

  static override readonly flags = {
    level: Flags.integer({ helpValue: 'LEVEL', description: 'how much to say, from 1', min: 1 }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(Hint)
    const { requireAnyExercise } = await import('../src/grading/any-exercise.ts')
    const { chooseHint } = await import('../src/grading/hints.ts')
    const { highestHintSeen } = await import('../src/learning/seen-hints.ts')
    const { recordProgress } = await import('../src/learning/record.ts')
    const record = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { slug, kind, exercise } = requireAnyExercise(args.pattern)
    const lesson = kind === 'cluster' ? exercise.lesson : slug
    const seen = flags.level === undefined ? await highestHintSeen(slug, record) : 0
    const hint = chooseHint(exercise.hints, flags.level, seen)
    await recordProgress([{ kind: 'hint', slug, data: { level: hint.level } }], record)
    const { hintText } = await import('../src/report/hint-text.ts')
    const from = { exercise: slug, lesson, levels: exercise.hints.length }
    this.log(hintText(hint, from, { ...outputShape(), color: this.colorLevel }))
    return {
      pattern: slug,
      level: hint.level,
      levels: exercise.hints.length,
      title: hint.title,
      text: hint.text,
    }
  }
}
