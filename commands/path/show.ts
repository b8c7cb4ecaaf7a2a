import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class PathShow extends BaseCommand {
  static override readonly summary = 'show a learning path: what is done, ready and still locked'

  static override readonly description =
    'Every item with its minutes and its state. Locked means that something it builds on is not known yet; nothing is ever refused because of that.'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> sre',
    '<%= config.bin %> <%= command.id %> architect --json',
  ]

  static override readonly args = {
    path: Args.string({
      description: 'id of a path, as path list names it (default: the one that you follow)',
    }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(PathShow)
    const { loadStanding } = await import('../../src/learning/items/load-standing.ts')
    const { chosenPath } = await import('../../src/learning/paths/follow.ts')
    const { pathProgress } = await import('../../src/learning/paths/path-progress.ts')
    const { pathData } = await import('../../src/learning/paths/path-data.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { standing, events } = await loadStanding(context)
    const progress = pathProgress(chosenPath(args.path, events, standing.graph.paths), standing)
    const { pathText } = await import('../../src/report/path-text.ts')
    this.log(pathText(progress, { ...outputShape(), color: this.colorLevel }))
    return pathData(progress)
  }
}
