import { Args, Flags } from '@oclif/core'
import { BaseCommand } from '../../src/cli/base-command.ts'
import { incidentFlags } from '../../src/cli/incident-flags.ts'
import { loadIncidents } from '../../src/corpus/corpus.ts'
import { filterIncidents, requireFilter } from '../../src/incidents/query.ts'
import { indexIncidents, searchIncidents } from '../../src/incidents/search.ts'
import { outputShape } from '../../src/platform/terminal.ts'

export default class IncidentsSearch extends BaseCommand {
  static override readonly strict = false

  static override readonly summary = 'look for incidents by words, category, company, pattern or date'

  static override readonly description = [
    'Best first. A word matches in singular and plural, by its beginning, and, where nothing has it, by its likeness.',
    'Without words: all that the filters let through, newest first.',
    '--json gives results: id, company, date, dateOf, source, title, categories, score.',
  ].join(' ')

  static override readonly examples = [
    '<%= config.bin %> <%= command.id %> split brain failover',
    '<%= config.bin %> <%= command.id %> --category retry-storm --since 2020',
    '<%= config.bin %> <%= command.id %> dns --company amazon --json',
  ]

  static override readonly args = {
    words: Args.string({ description: 'what to look for' }),
  }

  static override readonly flags = {
    ...incidentFlags,
    limit: Flags.integer({ description: 'show at most this many', default: 10, min: 1 }),
  }

  async run(): Promise<object> {
    const { argv, flags } = await this.parse(IncidentsSearch)
    const all = loadIncidents()
    const among = filterIncidents(all, requireFilter(flags, all))
    const query = argv.join(' ').trim()
    const found =
      query === ''
        ? among.map((incident) => ({ incident, score: 0 }))
        : searchIncidents(indexIncidents(among), query)
    const hits = found.slice(0, flags.limit)
    if (!this.jsonEnabled()) {
      const { incidentHitsText } = await import('../../src/report/incident-list-text.ts')
      const shown = hits.map(({ incident }) => incident)
      this.log(incidentHitsText(shown, found.length, { ...outputShape(), color: this.colorLevel }))
    }
    const results = hits.map(({ incident, score }) => {
      const { id, company, date, dateOf, source, title, categories } = incident
      return { id, company, date, dateOf, source, title, categories, score }
    })
    return { found: found.length, results }
  }
}
