import { closest } from '../lib/closest.ts'
import { UserError } from '../lib/user-error.ts'
import type { PatternManifest } from './template.ts'

export interface ChosenPattern {
  readonly slug: string
  readonly title: string
  /** `asked`, `default`, or the reason another pattern brings it in. */
  readonly why: string
}

/** `cqrs, saga,cqrs` as slugs, each once, in the order given. Throws `UserError` on an empty list. */
export function parsePatternList(typed: string, known: readonly string[]): string[] {
  const slugs = typed
    .split(',')
    .map((slug) => slug.trim())
    .filter((slug) => slug !== '')
  if (slugs.length > 0) return [...new Set(slugs)]
  throw new UserError('--patterns names no pattern.', {
    code: 'no-pattern',
    next: [`Known patterns: ${known.join(', ')}.`, 'Leave --patterns out for the defaults of the type.'],
  })
}

/**
 * The patterns of a project in nesting order, with the companions they need and why each is
 * there. Throws `UserError` for a pattern that is unknown or that excludes another.
 */
export function choosePatterns(
  wanted: readonly string[],
  known: ReadonlyMap<string, PatternManifest>,
  why: 'asked' | 'default',
): ChosenPattern[] {
  const chosen = new Map<string, string>()
  for (const slug of wanted) chosen.set(find(slug, known).slug, why)
  // A Map visits what is added during the walk, so companions of companions are found too.
  for (const slug of chosen.keys()) addCompanions(find(slug, known), known, chosen)
  refuseConflicts([...chosen.keys()].map((slug) => find(slug, known)))
  return [...chosen]
    .map(([slug, reason]) => ({ manifest: find(slug, known), reason }))
    .sort((a, b) => a.manifest.order - b.manifest.order || (a.manifest.slug < b.manifest.slug ? -1 : 1))
    .map(({ manifest, reason }) => ({ slug: manifest.slug, title: manifest.title, why: reason }))
}

function addCompanions(
  pattern: PatternManifest,
  known: ReadonlyMap<string, PatternManifest>,
  chosen: Map<string, string>,
): void {
  for (const { slug, because } of pattern.requires) {
    if (!chosen.has(slug)) chosen.set(find(slug, known).slug, `${pattern.slug} needs it: ${because}`)
  }
}

function refuseConflicts(patterns: readonly PatternManifest[]): void {
  for (const pattern of patterns) {
    const clash = pattern.conflicts.find(({ slug }) => patterns.some((other) => other.slug === slug))
    if (clash === undefined) continue
    throw new UserError(`${pattern.slug} and ${clash.slug} do not go together: ${clash.because}.`, {
      code: 'pattern-conflict',
      next: ['Choose one of them.'],
    })
  }
}

function find(slug: string, known: ReadonlyMap<string, PatternManifest>): PatternManifest {
  const pattern = known.get(slug)
  if (pattern !== undefined) return pattern
  throw unknownName('pattern', slug, [...known.keys()])
}

/** The error for a name that is not on the list: what was meant, perhaps, and what there is. */
export function unknownName(what: string, typed: string, known: readonly string[]): UserError {
  const [guess] = closest(typed, known, 1)
  return new UserError(`There is no ${what} ${JSON.stringify(typed)} to generate a project with.`, {
    code: `unknown-${what}`,
    next: [
      ...(guess === undefined ? [] : [`Did you mean ${guess}?`]),
      `Known ${what}s: ${[...known].sort().join(', ')}.`,
    ],
  })
}
