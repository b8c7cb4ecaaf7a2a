import path from 'node:path'
import * as z from 'zod'
import { Problems } from '../../corpus/compile/problem.ts'
import { checkShape, readYaml } from '../../corpus/compile/yaml-data.ts'
import { UserError } from '../../lib/user-error.ts'
import { authoringWords } from '../../messages/authoring/index.ts'
import { pathKind, readText } from '../../platform/tree.ts'

/** `content/targets.yaml`. */
export const targetsSchema = z.strictObject({
  targets: z.array(
    z.strictObject({
      /** A field of the statistics; that of an inner object after a dot. */
      figure: z.string().regex(/^[a-z]+([.][a-z]+)?$/i),
      target: z.int().min(1),
      /** Who named the target, and what for. */
      from: z.string().min(1),
      /** Where what we count is not quite what was meant. */
      note: z.string().min(1).optional(),
    }),
  ),
})

export type Target = z.infer<typeof targetsSchema>['targets'][number]

/** None where `dir` has no such file. @throws UserError `broken-targets` when it does not fit. */
export async function readTargets(dir: string): Promise<readonly Target[]> {
  const file = path.join(dir, 'targets.yaml')
  if ((await pathKind(file)) !== 'file') return []
  const problems = new Problems()
  const yaml = readYaml('targets.yaml', await readText(file), problems)
  const data = yaml && checkShape(yaml, targetsSchema, 'targets', problems)
  if (data !== undefined) return data.targets
  const [first] = problems.list
  throw new UserError(`${file}:${first?.line ?? 1}: ${first?.message}`, {
    code: 'broken-targets',
    next: [authoringWords().targetForm],
  })
}
