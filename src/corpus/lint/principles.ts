import type { ParsedCorpus } from '../compile/compile-corpus.ts'
import { placesOf } from '../compile/principles.ts'
import type { Problems } from '../compile/problem.ts'

/** `principle-folder`: patterns and principles each have their place, and the slug of a principle tells its kind. */
export function placedKinds({ parsed }: ParsedCorpus, problems: Problems): void {
  for (const { topic, frontMatter, lessonFile } of parsed) {
    const { kind, slug } = topic
    const root = kind === 'pattern' ? 'patterns' : 'principles'
    const line = frontMatter.yaml.lineOf(['kind'])
    if (!lessonFile.startsWith(`${root}/`))
      problems.error(lessonFile, line, 'principle-folder', `what is of the kind ${kind} stands in ${root}/`)
    if (kind !== 'pattern' && !slug.startsWith(`${kind}-`))
      problems.error(lessonFile, line, 'principle-folder', `write its slug "${kind}-...", not "${slug}"`)
  }
}

/** `unknown-law`, `unknown-pillar`: what a pattern names is in the mapping, by its name there. */
export function knownLaws({ parsed, principles }: ParsedCorpus, problems: Problems): void {
  if (principles.yaml === undefined) return
  for (const { frontMatter, lessonFile } of parsed) {
    for (const [rule, list] of [
      ['unknown-law', 'laws'],
      ['unknown-pillar', 'pillars'],
    ] as const) {
      const known = principles.data[list].map(({ name }) => name)
      for (const [index, name] of frontMatter.data[list].entries()) {
        if (known.includes(name)) continue
        const message = `"${name}" is none of ${known.join(', ')}`
        problems.error(lessonFile, frontMatter.yaml.lineOf([list, index]), rule, message)
      }
    }
  }
}

/** `unmapped-principle`: a lesson without its place. `missing-principle`: a place without its lesson. */
export function mappedPrinciples({ parsed, principles }: ParsedCorpus, problems: Problems): void {
  const { yaml, data } = principles
  const places = placesOf(principles)
  for (const { topic, frontMatter, lessonFile } of parsed) {
    if (topic.kind === 'pattern' || places.has(topic.slug)) continue
    const line = frontMatter.yaml.lineOf(['slug'])
    problems.error(lessonFile, line, 'unmapped-principle', `principles/mapping.yaml has no "${topic.slug}"`)
  }
  if (yaml === undefined) return
  for (const list of ['axioms', 'laws', 'pillars'] as const) {
    for (const [index, { slug }] of data[list].entries()) {
      if (parsed.some(({ topic }) => topic.slug === slug)) continue
      problems.error(
        yaml.file,
        yaml.lineOf([list, index]),
        'missing-principle',
        `there is no lesson "${slug}"`,
      )
    }
  }
}

/** `unknown-principle`: what the mapping leads to is there. `unreached-principle`: something leads to each law and each pillar. */
export function soundMapping({ parsed, principles }: ParsedCorpus, problems: Problems): void {
  const { yaml, data } = principles
  if (yaml === undefined) return
  const patterns = parsed.flatMap(({ topic }) => (topic.kind === 'pattern' ? topic.slug : []))
  const [laws, pillars] = [data.laws.map(({ slug }) => slug), data.pillars.map(({ slug }) => slug)]
  const check = (path: readonly PropertyKey[], slugs: readonly string[], known: readonly string[]) => {
    for (const [index, slug] of slugs.entries()) {
      if (known.includes(slug)) continue
      problems.error(yaml.file, yaml.lineOf([...path, index]), 'unknown-principle', `there is no "${slug}"`)
    }
  }
  for (const [index, axiom] of data.axioms.entries()) {
    check(['axioms', index, 'laws'], axiom.laws, laws)
    check(['axioms', index, 'patterns'], axiom.patterns, patterns)
  }
  for (const [index, law] of data.laws.entries()) check(['laws', index, 'pillars'], law.pillars, pillars)
  const reached = new Set([
    ...data.axioms.flatMap((one) => one.laws),
    ...data.laws.flatMap((one) => one.pillars),
  ])
  for (const [list, slugs] of [
    ['laws', laws],
    ['pillars', pillars],
  ] as const) {
    for (const [index, slug] of slugs.entries()) {
      if (reached.has(slug)) continue
      problems.error(
        yaml.file,
        yaml.lineOf([list, index]),
        'unreached-principle',
        `nothing leads to "${slug}"`,
      )
    }
  }
}
