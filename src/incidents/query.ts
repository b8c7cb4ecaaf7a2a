import { asSlug } from '../corpus/corpus.ts'
import { INCIDENT_CATEGORIES, type Incident, type IncidentCategory } from '../corpus/incident.ts'
import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'

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
  throw new UserError(`There is no incident "${id}".`, {
    code: 'unknown-incident',
    next: [...guess(wanted, incidents), 'Look for one: compendium incidents search WORDS'],
  })
}

/** Half an id, such as a company, leads to ids as well as a typing error does. */
function guess(wanted: string, incidents: readonly Incident[]): string[] {
  const ids = incidents.map((one) => one.id)
  const near = closest(wanted, ids)
  const [first = ''] = wanted.split('-')
  const alike = near.length > 0 || first.length < 3 ? near : ids.filter((one) => one.startsWith(`${first}-`))
  return alike.length === 0 ? [] : [`Did you mean ${alike.slice(0, 3).join(', or ')}?`]
}

/**
 * A day, month or year as a filter takes it.
 * @throws UserError `bad-date` (exit 2) where the text is none.
 */
function requireDate(text: string, flag: string): string {
  const wanted = text.trim()
  if (/^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(wanted)) return wanted
  throw new UserError(`--${flag} cannot be "${text}": it must be a day, a month or a year.`, {
    code: 'bad-date',
    next: [`Write it like 2018, 2018-10 or 2018-10-21: --${flag} 2018-10`],
  })
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
  const known = Object.keys(INCIDENT_CATEGORIES)
  return {
    category:
      category === undefined ? undefined : (requireName(category, 'category', known) as IncidentCategory),
    company,
    pattern: pattern === undefined ? undefined : requireName(pattern, 'pattern', patterns),
    since: since === undefined ? undefined : requireDate(since, 'since'),
    until: until === undefined ? undefined : requireDate(until, 'until'),
  }
}

function requireName(typed: string, flag: 'category' | 'pattern', known: readonly string[]): string {
  const wanted = asSlug(typed)
  if (known.includes(wanted)) return wanted
  const near = closest(wanted, known)
  throw new UserError(`No incident has the ${flag} "${typed}".`, {
    code: `unknown-${flag}`,
    next: [
      ...(near.length === 0 ? [] : [`Did you mean ${near.join(', or ')}?`]),
      'Categories: compendium incidents',
    ],
  })
}
