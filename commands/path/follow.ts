import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'

export default class PathFollow extends BaseCommand {
  static override readonly summary = 'follow a learning path: what is on it is recommended first'

  static override readonly description =
    'The path is remembered with your progress; following another takes its place. Without a path: says which one you follow.'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> backend-engineer',
    '<%= config.bin %> <%= command.id %> --stop',
  ]

  static override readonly args = {
    path: Args.string({ description: 'id of a path, as path list names it' }),
  }

  static override readonly flags = {
    stop: Flags.boolean({ description: 'follow no path any more' }),
  }

  async run(): Promise<object> {
    const { args, flags } = await this.parse(PathFollow)
    const { loadGraph } = await import('../../src/corpus/corpus.ts')
    const { eventsOrNone } = await import('../../src/learning/load-progress.ts')
    const { followedPath, oneOf } = await import('../../src/learning/paths/follow.ts')
    const { requirePath } = await import('../../src/learning/paths/goal.ts')
    oneOf(args.path, flags.stop)
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { paths } = loadGraph()
    const now = followedPath(await eventsOrNone(context), paths)
    const wanted = flags.stop ? undefined : args.path === undefined ? now : requirePath(args.path, paths)
    if (wanted?.id !== now?.id) {
      const { recordProgress } = await import('../../src/learning/record.ts')
      const followed = wanted !== undefined
      const slug = wanted?.id ?? now?.id ?? ''
      await recordProgress([{ kind: 'path', slug, data: { followed } }], context)
    }
    const { followText } = await import('../../src/report/path-text.ts')
    this.log(followText(wanted))
    return { following: wanted?.id ?? null }
  }
}
