import { commaList } from '../lib/comma-list.ts'
import { UserError } from '../lib/user-error.ts'
import { projectWords } from '../messages/projects/index.ts'
import type { PatternManifest, Template } from './template.ts'
import { choiceWords, unknownName } from './unknown-name.ts'
import { isMinimalVariant, spokenVariant } from './variant.ts'

export interface ChosenPattern {
  readonly slug: string
  readonly title: string
  /** `asked`, `default`, or the reason another pattern brings it in. */
  readonly why: string
}

/** What the patterns are to go into. */
export interface Target {
  readonly type: string
  readonly language: string
}

type Known = ReadonlyMap<string, PatternManifest>

/** `cqrs, saga,cqrs` as slugs, each once, in the order given. Throws `UserError` on an empty list. */
export function parsePatternList(typed: string, known: readonly string[]): string[] {
  const slugs = commaList(typed)
  if (slugs.length > 0) return [...new Set(slugs)]
  const say = projectWords()
  const all = say.known({ known: choiceWords('pattern').known, names: known.join(', ') })
  throw new UserError(say.patterns.emptyList, {
    code: 'no-pattern',
    next: [all, say.patterns.without, say.patterns.defaults],
  })
}

/**
 * The patterns of a project in nesting order, with the companions they need and why each is there.
 * Throws `UserError` for a pattern that is unknown, has no place in the target or excludes another,
 * and names the nearest set that works.
 */
export function choosePatterns(
  wanted: readonly string[],
  known: Known,
  why: 'asked' | 'default',
  target: Target,
): ChosenPattern[] {
  const problem = findProblem(wanted, known, target)
  if (problem !== undefined) throw problem(nearestValid(wanted, known, target))
  return [...withCompanions(wanted, known, why)]
    .map(([slug, reason]) => ({ manifest: get(slug, known), reason }))
    .sort((a, b) => a.manifest.order - b.manifest.order || (a.manifest.slug < b.manifest.slug ? -1 : 1))
    .map(({ manifest, reason }) => ({ slug: manifest.slug, title: manifest.title, why: reason }))
}

/** Parts of the base that the patterns need and the type does not have, each once. */
export function furtherParts(
  template: Pick<Template, 'parts'>,
  slugs: readonly string[],
  known: Known,
): string[] {
  const wanted = slugs.flatMap((slug) => get(slug, known).base)
  return [...new Set(wanted)].filter((part) => !template.parts.includes(part))
}

/** The patterns that have a place in the target, companions included. */
export function fittingPatterns(known: Known, target: Target): string[] {
  return [...known.keys()].filter((slug) => findProblem([slug], known, target) === undefined).sort()
}

/** The slugs and their companions, each with why it is there. */
function withCompanions(wanted: readonly string[], known: Known, why: string): Map<string, string> {
  const { patterns: say } = projectWords()
  const chosen = new Map<string, string>(wanted.map((slug) => [slug, why]))
  // A Map visits what is added during the walk, so companions of companions are found too.
  for (const slug of chosen.keys()) {
    for (const companion of get(slug, known).requires) {
      if (!chosen.has(companion.slug))
        chosen.set(companion.slug, say.needs({ slug, because: companion.because }))
    }
  }
  return chosen
}

/** Makes the error once it is known which set would work instead. */
type Problem = (instead: string) => UserError

function findProblem(wanted: readonly string[], known: Known, target: Target): Problem | undefined {
  const stranger = wanted.find((slug) => !known.has(slug))
  if (stranger !== undefined) {
    const fitting = fittingPatterns(known, target)
    return (instead) => unknownName('pattern', stranger, fitting, [instead])
  }
  const patterns = [...withCompanions(wanted, known, '').keys()].map((slug) => get(slug, known))
  return unfit(patterns, target) ?? conflict(patterns)
}

function unfit(patterns: readonly PatternManifest[], { type, language }: Target): Problem | undefined {
  const { patterns: say } = projectWords()
  const homeless = patterns.find(({ fits }) => !fits.includes(type))
  if (homeless !== undefined) {
    const because = homeless.unfit.find((one) => one.type === type)?.because
    const told = { slug: homeless.slug, type, fits: homeless.fits.join(', ') }
    const why = because === undefined ? say.unfit(told) : say.unfitBecause({ ...told, because })
    return (instead) => new UserError(why, { code: 'pattern-unfit', next: [instead] })
  }
  const unwritten = patterns.find(({ languages }) => !languages.includes(language))
  if (unwritten === undefined) return undefined
  const { slug, languages } = unwritten
  const because = unwritten.unwritten.find((one) => one.language === language)?.because
  const others = languages.filter((one) => !isMinimalVariant(one)).join(', ')
  const told = { slug, language: spokenVariant(language), others }
  const why = because === undefined ? say.unwritten(told) : say.unwrittenBecause({ ...told, because })
  return (instead) => new UserError(why, { code: 'pattern-not-in-language', next: [instead] })
}

function conflict(patterns: readonly PatternManifest[]): Problem | undefined {
  const { patterns: say } = projectWords()
  for (const pattern of patterns) {
    const clash = pattern.conflicts.find(({ slug }) => patterns.some((other) => other.slug === slug))
    if (clash === undefined) continue
    const why = say.conflict({ slug: pattern.slug, other: clash.slug, because: clash.because })
    return (instead) => new UserError(why, { code: 'pattern-conflict', next: [say.chooseOne, instead] })
  }
  return undefined
}

/** What is left when each pattern that does not go with those before it is left out. */
function nearestValid(wanted: readonly string[], known: Known, target: Target): string {
  const kept: string[] = []
  for (const slug of wanted) {
    if (findProblem([...kept, slug], known, target) === undefined) kept.push(slug)
  }
  return projectWords().patterns.nearest({ flag: `--patterns ${kept.join(',') || 'none'}` })
}

function get(slug: string, known: Known): PatternManifest {
  const pattern = known.get(slug)
  if (pattern === undefined) throw new Error(`a pattern needs ${slug}, which is not there`)
  return pattern
}
