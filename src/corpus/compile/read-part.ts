import type { Problems } from './problem.ts'
import { checkShape, readYaml, type YamlData } from './yaml-data.ts'

/** A folder of the content as read, of a topic or an exercise: `files` by their path inside it. */
export interface TopicFolder {
  readonly slug: string
  /** Where it is, relative to the content folder. */
  readonly path: string
  readonly files: ReadonlyMap<string, string>
}

/** A YAML file of the folder in the shape of `schema`; undefined where there is none, or after reporting what is wrong. */
export function readPart<T>(
  folder: TopicFolder,
  name: string,
  schema: Parameters<typeof checkShape<T>>[1],
  problems: Problems,
): { data: T; yaml: YamlData } | undefined {
  const text = folder.files.get(name)
  if (text === undefined) return undefined
  const yaml = readYaml(`${folder.path}/${name}`, text, problems)
  const data = yaml && checkShape(yaml, schema, name.replace(/^.*\/|\.yaml$/g, ''), problems)
  return yaml && data ? { data, yaml } : undefined
}
