import { BaseCommand } from '../../src/cli/base-command.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class PathList extends BaseCommand {
  static override readonly summary = 'list the learning paths, and how far you are on each'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<object> {
    await this.parse(PathList)
    const { loadStanding } = await import('../../src/learning/items/load-standing.ts')
    const { pathSummaries } = await import('../../src/learning/paths/path-data.ts')
    const context = { nowMs: Date.now(), warn: (message: string) => void this.warn(message) }
    const { standing, events } = await loadStanding(context)
    const paths = pathSummaries(standing, events)
    const { pathListText } = await import('../../src/report/path-text.ts')
    this.log(pathListText(paths, { ...outputShape(), color: this.colorLevel }))
    return { paths }
  }
}
