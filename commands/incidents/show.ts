import { Args } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { loadIncidents, loadIndex } from '../../src/corpus/corpus.ts'
import { requireIncident } from '../../src/incidents/query.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class IncidentsShow extends BaseCommand {
  static override readonly summary = 'read what happened, why, what it did and what it teaches'

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> github-mysql-2018',
    '<%= config.bin %> <%= command.id %> github-mysql-2018 --json',
  ]

  static override readonly args = {
    id: Args.string({ description: 'id of an incident, as search gives it', required: true }),
  }

  async run(): Promise<object> {
    const { args } = await this.parse(IncidentsShow)
    const incident = requireIncident(loadIncidents(), args.id)
    const lessons = new Set(loadIndex().items.map(({ slug }) => slug))
    if (!this.jsonEnabled()) {
      const { incidentText } = await import('../../src/report/incident-text.ts')
      this.log(incidentText(incident, { ...outputShape(), color: this.colorLevel, lessons }))
    }
    return { ...incident, taughtBy: incident.patterns.filter((slug) => lessons.has(slug)) }
  }
}
