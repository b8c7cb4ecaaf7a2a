import { asSlug } from '../corpus/corpus.ts'
import { INCIDENT_CATEGORIES, type Incident, type IncidentCategory } from '../corpus/incident.ts'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import { incidentWords } from '../messages/incidents/index.ts'
import { troubleWords } from '../messages/trouble/index.ts'

/** What an incident must be to be looked at. What is left out is not asked. */
export interface IncidentFilter {
  readonly category?: IncidentCategory | undefined
  /** Part of the company's name, in any case. */
  readonly company?: string | undefined
  /** A slug. */
  readonly pattern?: string | undefined
  /** A day, month or year, `2018-10`: from its beginning on. */
  readonly since?: string | undefined
  /** A day, month or year: up to its end. */
  readonly until?: string | undefined
}

/**
 * Those that fit, in the order in which they came. An incident of which only the month or year is known fits where
 * it may have been in time.
 */
export function filterIncidents(incidents: readonly Incident[], filter: IncidentFilter): Incident[] {
  const { category, pattern, since, until } = filter
  const company = filter.company?.trim().toLowerCase()
  return incidents.filter(
    (one) =>
      (category === undefined || one.categories.includes(category)) &&
      (company === undefined || one.company.toLowerCase().includes(company)) &&
      (pattern === undefined || one.patterns.includes(pattern)) &&
      (since === undefined || one.date >= since || since.startsWith(one.date)) &&
      (until === undefined || one.date <= until || one.date.startsWith(until)),
  )
}

/**
 * The incident with this id.
 * @throws UserError `unknown-incident` (exit 2), naming the nearest ids.
 */
export function requireIncident(incidents: readonly Incident[], id: string): Incident {
  const wanted = id.trim().toLowerCase()
  const found = incidents.find((one) => one.id === wanted)
  if (found) return found
  const say = incidentWords()
  throw new UserError(say.unknown({ id }), {
    code: 'unknown-incident',
    next: [...guess(wanted, incidents), say.lookForOne],
  })
}

/** Half an id, such as a company, leads to ids as well as a typing error does. */
function guess(wanted: string, incidents: readonly Incident[]): string[] {
  const ids = incidents.map((one) => one.id)
  const near = closest(wanted, ids)
  const [first = ''] = wanted.split('-')
  const alike = near.length > 0 || first.length < 3 ? near : ids.filter((one) => one.startsWith(`${first}-`))
  return didYouMean(alike.slice(0, 3))
}

function didYouMean(names: readonly string[]): string[] {
  const say = troubleWords()
  return names.length === 0 ? [] : [say.didYouMean({ names: names.join(say.or) })]
}

/**
 * A day, month or year as a filter takes it.
 * @throws UserError `bad-date` (exit 2) where the text is none.
 */
function requireDate(text: string, flag: string): string {
  const wanted = text.trim()
  if (/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(wanted)) return wanted
  const say = incidentWords()
  throw new UserError(say.badDate({ flag, text }), { code: 'bad-date', next: [say.writeDate({ flag })] })
}

/** How many incidents there are of each key, most first, equals by name. */
export function countBy(
  incidents: readonly Incident[],
  keys: (one: Incident) => readonly string[],
): [key: string, count: number][] {
  const counts = new Map<string, number>()
  for (const one of incidents) for (const key of keys(one)) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
}

/** What a user typed to filter by. */
type IncidentFlags = { readonly [Key in keyof IncidentFilter]: string | undefined }

/**
 * The filter that the user means.
 * @throws UserError (exit 2) for a category or date that cannot be, and for a pattern that no incident names.
 */
export function requireFilter(flags: IncidentFlags, incidents: readonly Incident[]): IncidentFilter {
  const { category, company, pattern, since, until } = flags
  const patterns = countBy(incidents, (one) => one.patterns).map(([slug]) => slug)
  return {
    category:
      category === undefined
        ? undefined
        : (requireName(category, 'category', INCIDENT_CATEGORIES) as IncidentCategory),
    company,
    pattern: pattern === undefined ? undefined : requireName(pattern, 'pattern', patterns),
    since: since === undefined ? undefined : requireDate(since, 'since'),
    until: until === undefined ? undefined : requireDate(until, 'until'),
  }
}

function requireName(typed: string, flag: 'category' | 'pattern', known: readonly string[]): string {
  const wanted = asSlug(typed)
  if (known.includes(wanted)) return wanted
  const say = incidentWords()
  throw new UserError(say.noneHas[flag]({ name: typed }), {
    code: `unknown-${flag}`,
    next: [...didYouMean(closest(wanted, known)), say.categories],
  })
}
