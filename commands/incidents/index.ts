import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadIncidents } from '../../src/corpus/corpus.ts'
import type { IncidentCategory } from '../../src/corpus/incident.ts'
import { countBy } from '../../src/incidents/query.ts'
import { incidentWords } from '../../src/messages/incidents/index.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class Incidents extends BaseCommand {
  static override readonly summary = 'count the incidents of real systems by category and year'

  static override readonly description =
    'What went wrong at others: outages, lost data, and what tests of databases found. Each names its report, and how much of it was read.'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %>',
    '<%= config.bin %> <%= command.id %> search retry storm --since 2018',
    '<%= config.bin %> <%= command.id %> --json',
  ]

  async run(): Promise<object> {
    await this.parse(Incidents)
    const incidents = loadIncidents()
    const meanings: Readonly<Record<IncidentCategory, string>> = incidentWords().meanings
    const categories = countBy(incidents, (one) => one.categories).map(([category, count]) => ({
      category,
      count,
      meaning: meanings[category as IncidentCategory],
    }))
    const years = countBy(incidents, (one) => [one.date.slice(0, 4)])
      .map(([year, count]) => ({ year, count }))
      .sort((a, b) => (a.year < b.year ? 1 : -1))
    const companies = new Set(incidents.map(({ company }) => company)).size
    const overview = { total: incidents.length, companies, categories, years }
    if (!this.jsonEnabled()) {
      const { incidentOverviewText } = await import('../../src/report/incident-list-text.ts')
      this.log(incidentOverviewText(overview, { ...outputShape(), color: this.colorLevel }))
    }
    return overview
  }
}
