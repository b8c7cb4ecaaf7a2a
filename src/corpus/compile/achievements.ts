import path from 'node:path'
import { readTextFile } from '../../platform/text-file.ts'
import {
  type Achievement,
  type AchievementTexts,
  achievementsSchema,
  achievementTextsSchema,
  type Evidence,
  type Rule,
  type WrittenAchievement,
  type WrittenEvidence,
} from '../achievement-schema.ts'
import type { ClusterItem, CorpusItem } from '../topic.ts'
import type { Problems } from './problem.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

const FILE = 'achievements.yaml'

/** Languages into which content may be translated, file by file. */
export const TRANSLATIONS = ['es'] as const

export interface CompiledAchievements {
  readonly list: readonly Achievement[]
  /** By language other than English. */
  readonly texts: ReadonlyMap<string, AchievementTexts>
}

/** What names in the rules may refer to. */
interface Corpus {
  readonly items: readonly Pick<CorpusItem, 'slug' | 'hasExercise'>[]
  readonly clusters: readonly Pick<ClusterItem, 'id' | 'stages'>[]
}

/** Undefined where the content has none. What is wrong is reported with its line. */
export async function compileAchievements(
  contentDir: string,
  corpus: Corpus,
  problems: Problems,
): Promise<CompiledAchievements | undefined> {
  const yaml = await readContentYaml(contentDir, FILE, problems)
  const written = yaml && checkShape(yaml, achievementsSchema, 'achievements', problems)
  if (yaml === undefined || written === undefined) return undefined
  const ids = written.map(({ id }) => id)
  for (const [place, id] of ids.entries()) {
    if (ids.indexOf(id) < place)
      problems.error(FILE, yaml.lineOf([place, 'id']), 'achievements', `"${id}" is there twice`)
  }
  const list = written.map((one, place) => compile(one, corpus, reporter(yaml, place, problems)))
  return { list, texts: await translations(contentDir, ids, problems) }
}

async function translations(
  contentDir: string,
  ids: readonly string[],
  problems: Problems,
): Promise<ReadonlyMap<string, AchievementTexts>> {
  const texts = new Map<string, AchievementTexts>()
  for (const language of TRANSLATIONS) {
    const yaml = await readContentYaml(contentDir, `achievements.${language}.yaml`, problems)
    const data = yaml && checkShape(yaml, achievementTextsSchema, 'achievements', problems)
    if (yaml === undefined || data === undefined) continue
    for (const id of Object.keys(data).filter((one) => !ids.includes(one)))
      problems.error(yaml.file, yaml.lineOf([id]), 'achievements', `there is no achievement "${id}"`)
    texts.set(language, data)
  }
  return texts
}

async function readContentYaml(
  contentDir: string,
  name: string,
  problems: Problems,
): Promise<YamlData | undefined> {
  const text = await readTextFile(path.join(contentDir, name))
  return text === undefined ? undefined : readYaml(name, text, problems)
}

type Report = (key: string, message: string) => void

function reporter(yaml: YamlData, place: number, problems: Problems): Report {
  return (key, message) => problems.error(FILE, yaml.lineOf([place, 'rule', key]), 'achievements', message)
}

function compile({ rule, ...about }: WrittenAchievement, corpus: Corpus, report: Report): Achievement {
  return { ...about, rule: compileRule(rule, corpus, report) }
}

function compileRule(rule: WrittenAchievement['rule'], corpus: Corpus, report: Report): Rule {
  if ('first' in rule) {
    const first = compileEvidence(rule.first, corpus, (message) => report('first', message))
    return {
      ...rule,
      first,
      later: compileEvidence(rule.later, corpus, (message) => report('later', message)),
    }
  }
  if (!('where' in rule)) return rule
  const where = compileEvidence(rule.where, corpus, (message) => report('where', message))
  if (rule.count !== 'all') return { ...rule, count: rule.count, where }
  if (rule.each !== 'topic' || where.slugs === undefined)
    report('count', 'all is a number only of topics that are named')
  return { ...rule, count: where.slugs?.length ?? 1, where }
}

function compileEvidence(
  { of, ...wanted }: WrittenEvidence,
  { items, clusters }: Corpus,
  report: (message: string) => void,
): Evidence {
  const components = items.filter(({ hasExercise }) => hasExercise).map(({ slug }) => slug)
  const ids = clusters.map(({ id }) => id)
  const slugs = of === 'components' ? components : of === 'clusters' ? ids : of
  const exercises = [...components, ...ids]
  const known = wanted.kind === 'attempt' ? exercises : items.map(({ slug }) => slug)
  for (const slug of slugs?.filter((one) => !known.includes(one)) ?? [])
    report(`there is no ${wanted.kind === 'attempt' ? 'exercise' : 'topic'} "${slug}"`)
  const named = slugs === undefined ? wanted : { ...wanted, slugs }
  if (wanted.kind !== 'attempt' || wanted.verdict !== 'pass') return named
  const stages = clusters.filter(({ id }) => !components.includes(id) && (slugs?.includes(id) ?? true))
  return { ...named, checks: Object.fromEntries(stages.map((one) => [one.id, one.stages])) }
}
