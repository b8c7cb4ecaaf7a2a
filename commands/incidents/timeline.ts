import { BaseCommand } from '../../src/cli/base-command.ts'
import { incidentFlags } from '../../src/cli/incident-flags.ts'
import { loadIncidents } from '../../src/corpus/corpus.ts'
import { filterIncidents, requireFilter } from '../../src/incidents/query.ts'
import { timelineOf } from '../../src/incidents/timeline.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class IncidentsTimeline extends BaseCommand {
  static override readonly summary = 'list incidents year by year, the oldest first'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> --category clock',
    '<%= config.bin %> <%= command.id %> --company github --since 2018 --json',
  ]

  static override readonly flags = incidentFlags

  async run(): Promise<object> {
    const { flags } = await this.parse(IncidentsTimeline)
    const all = loadIncidents()
    const years = timelineOf(filterIncidents(all, requireFilter(flags, all)))
    if (!this.jsonEnabled()) {
      const { timelineText } = await import('../../src/report/incident-list-text.ts')
      this.log(timelineText(years, { ...outputShape(), color: this.colorLevel }))
    }
    return {
      years: years.map(({ year, incidents }) => ({
        year,
        incidents: incidents.map(({ id, company, date, title }) => ({ id, company, date, title })),
      })),
    }
  }
}
