import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Incident } from '../../src/corpus/incident.ts'
import { countBy, filterIncidents, requireFilter, requireIncident } from '../../src/incidents/query.ts'
import { type IncidentSearchIndex, indexIncidents, searchIncidents } from '../../src/incidents/search.ts'
import { timelineOf } from '../../src/incidents/timeline.ts'
import { shippedIncidents } from '../corpus/shipped-incidents.ts'

let incidents: readonly Incident[] = []
let index: IncidentSearchIndex
beforeAll(async () => {
  incidents = await shippedIncidents()
  index = indexIncidents(incidents)
})

const ids = (query: string) => searchIncidents(index, query).map(({ incident }) => incident.id)

function thrown(call: () => unknown): { code: string; exitCode: number; next: readonly string[] } {
  try {
    call()
  } catch (error) {
    return error as ReturnType<typeof thrown>
  }
  throw new Error('nothing was thrown')
}

describe('a search among incidents', () => {
  test('finds each one by its company and the words of its title, among the first three', () => {
    const missed = incidents.filter(
      ({ id, company, title }) => !ids(`${company} ${title}`).slice(0, 3).includes(id),
    )
    expect(missed.map(({ id }) => id)).toEqual([])
  })

  test.each([
    ['leap second', ['cloudflare-leapsecond-2017', 'linux-leap-2012', 'linux-leap-2009']],
    ['github split brain', ['github-zk-split-2020', 'github-failover-2012', 'github-mysql-2018']],
    ['expired certificate add-ons', ['mozilla-addons-2019']],
    ['facebook bgp', ['facebook-bgp-2021']],
    ['deleted production database gitlab', ['gitlab-db-2017']],
    ['kinesis threads', ['aws-kinesis-threads-2020']],
    ['regular expression cpu', ['cloudflare-regex-2019', 'stackexchange-regex-2016']],
    ['consul roblox', ['roblox-consul-2021']],
    ['transaction id wraparound', ['mandrill-xid-2019', 'sentry-xid-2015']],
  ])('for %j begins with what people mean', (query, expected) => {
    expect(ids(query).slice(0, 3)).toEqual(expect.arrayContaining(expected))
  })

  test('takes singular for plural, a beginning for the word, and likeness where nothing else is there', () => {
    expect(ids('certificates').sort()).toEqual(ids('certificate').sort())
    expect(ids('cloudfl')[0]).toMatch(/^cloudflare-/)
    expect(ids('zookeper').slice(0, 3).join(' ')).toContain('zk')
    expect(ids('GITHÚB')).toEqual(ids('github'))
  })

  test('goes by months and years', () => {
    const october = searchIncidents(index, 'github october 2018')
    expect(october[0]?.incident.id).toBe('github-mysql-2018')
  })

  test.each(['', '   ', '!!!', 'the of and', 'xqzvwkj'])('finds nothing for %j', (query) => {
    expect(ids(query)).toEqual([])
  })

  test('gives scores that fall, and ends whatever is asked', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), (query) => {
        const scores = searchIncidents(index, query).map(({ score }) => score)
        expect(scores.every((score, at) => score > 0 && score <= (scores[at - 1] ?? score))).toBe(true)
      }),
      { numRuns: 50, seed: 1 },
    )
  })
})

describe('a filter', () => {
  const at = (id: string, date: string, more: Partial<Incident> = {}) =>
    ({ id, date, company: 'GitHub', categories: ['dns'], patterns: [], ...more }) as unknown as Incident
  const kept = (filter: Parameters<typeof filterIncidents>[1]) =>
    filterIncidents(
      [at('day', '2018-10-21'), at('month', '2018-10'), at('year', '2018'), at('later', '2019-01-01')],
      filter,
    ).map(({ id }) => id)

  test('by date keeps what may have been in time, as far as its date is known', () => {
    expect(kept({ since: '2018-10-22' })).toEqual(['month', 'year', 'later'])
    expect(kept({ since: '2018-11' })).toEqual(['year', 'later'])
    expect(kept({ until: '2018' })).toEqual(['day', 'month', 'year'])
    expect(kept({ until: '2018-10-20' })).toEqual(['month', 'year'])
    expect(kept({ since: '2018-10', until: '2018-10' })).toEqual(['day', 'month', 'year'])
  })

  test('by company takes a part of the name, in any case', () => {
    expect(filterIncidents(incidents, { company: 'hub' }).map(({ company }) => company)).toContain('GitHub')
    expect(filterIncidents(incidents, { company: 'nobody' })).toEqual([])
  })

  test('by category and pattern holds for each that is left', () => {
    const left = filterIncidents(incidents, { category: 'dns', pattern: 'circuit-breaker' })
    expect(left.length).toBeGreaterThan(0)
    for (const one of left) {
      expect(one.categories).toContain('dns')
      expect(one.patterns).toContain('circuit-breaker')
    }
  })

  test.each([
    [{ category: 'retry storms' }, 'unknown-category', 'Did you mean retry-storm?'],
    [{ pattern: 'circut-breaker' }, 'unknown-pattern', 'Did you mean circuit-breaker?'],
    [{ since: 'yesterday' }, 'bad-date', '--since 2018-10'],
    [{ until: '2018-13' }, 'bad-date', '--until 2018-10'],
  ])('that cannot be, %j, is refused with what was meant', (flags, code, next) => {
    const none = {
      category: undefined,
      company: undefined,
      pattern: undefined,
      since: undefined,
      until: undefined,
    }
    const error = thrown(() => requireFilter({ ...none, ...flags }, incidents))
    expect(error).toMatchObject({ code, exitCode: 2 })
    expect(error.next.join('\n')).toContain(next)
  })
})

describe('an incident', () => {
  test('is found by its id in any case', () => {
    expect(requireIncident(incidents, ' GitHub-MySQL-2018 ').id).toBe('github-mysql-2018')
  })

  test.each([
    ['github-mysql-2019', 'github-mysql-2018'],
    ['knight', 'knight-2012'],
    ['roblox-2021', 'roblox-consul-2021'],
  ])('that is not there, %s, leads to the nearest', (id, near) => {
    const error = thrown(() => requireIncident(incidents, id))
    expect(error).toMatchObject({ code: 'unknown-incident', exitCode: 2 })
    expect(error.next[0]).toContain(near)
  })
})

test('a timeline tells of every incident once, the oldest first', () => {
  const years = timelineOf(incidents)
  const dates = years.flatMap(({ incidents: inYear }) => inYear.map(({ date }) => date))
  expect(dates).toEqual([...incidents].map(({ date }) => date).sort())
  for (const { year, incidents: inYear } of years)
    for (const { date } of inYear) expect(date.startsWith(String(year))).toBe(true)
})

test('counts go from the most to the least, equals by name', () => {
  const some = [{ categories: ['b', 'a'] }, { categories: ['c', 'a'] }] as unknown as Incident[]
  expect(countBy(some, (one) => one.categories)).toEqual([
    ['a', 2],
    ['b', 1],
    ['c', 1],
  ])
})
