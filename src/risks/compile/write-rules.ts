import path from 'node:path'
import { type Problem, Problems } from '../../corpus/compile/problem.ts'
import { checkShape, readYaml } from '../../corpus/compile/yaml-data.ts'
import { writeFileAtomic } from '../../platform/files.ts'
import { readText } from '../../platform/read-text.ts'
import { codeRulesSchema, type WrittenRule } from './schema.ts'

/** What rules may point to: slugs of patterns and ids of incidents. */
export interface Known {
  readonly patterns: ReadonlySet<string>
  readonly incidents: ReadonlySet<string>
}

const FILE = 'code-rules.yaml'
const LIMIT_BYTES = 1024 * 1024

/** The rules as they are written, examples and all. */
export async function readRules(
  contentDir: string,
  known: Known,
): Promise<{ readonly rules: readonly WrittenRule[]; readonly problems: readonly Problem[] }> {
  const problems = new Problems()
  const yaml = readYaml(FILE, await readText(path.join(contentDir, FILE), LIMIT_BYTES), problems)
  const rules = (yaml && checkShape(yaml, codeRulesSchema, 'code-rules', problems))?.rules ?? []
  const seen = new Set<string>()
  for (const [place, { id, patterns, incident }] of rules.entries()) {
    const line = yaml?.lineOf(['rules', place])
    if (seen.has(id)) problems.error(FILE, line, 'unique-id', `${id} stands here twice`)
    seen.add(id)
    for (const slug of patterns.filter((one) => !known.patterns.has(one))) {
      problems.error(FILE, line, 'known-pattern', `there is no pattern ${slug}`)
    }
    if (incident !== undefined && !known.incidents.has(incident)) {
      problems.error(FILE, line, 'known-incident', `there is no incident ${incident}`)
    }
  }
  return { rules, problems: problems.list }
}

/** Writes what is needed at run time to `outDir/code-rules.json`: the rules without their examples. */
export async function writeRules(
  contentDir: string,
  outDir: string,
  known: Known,
): Promise<{ readonly rules: number; readonly problems: readonly Problem[] }> {
  const { rules, problems } = await readRules(contentDir, known)
  const bare = rules.map((rule) => ({
    ...rule,
    ...(rule.python && { python: withoutExamples(rule.python) }),
    ...(rule.typescript && { typescript: withoutExamples(rule.typescript) }),
  }))
  await writeFileAtomic(path.join(outDir, 'code-rules.json'), JSON.stringify(bare))
  return { rules: rules.length, problems }
}

function withoutExamples({ when, queries, fix }: NonNullable<WrittenRule['python']>): object {
  return { when, queries, ...(fix === undefined ? {} : { fix }) }
}
