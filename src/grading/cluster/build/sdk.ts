import path from 'node:path'
import { packageRoot } from '../../../platform/package-root.ts'
import { inspectFile } from '../../../platform/source-file.ts'
import type { LanguageStyle } from '../../languages.ts'

/** The SDK of nodes: one file for each language, by the name that a program knows it by. */
const SDK = {
  python: 'compendium_node.py',
  javascript: 'compendium-node.mjs',
  go: 'compendiumnode.go',
  java: 'CompendiumNode.java',
} as const

export interface Sdk {
  /** The file's name. */
  readonly name: string
  /** Where our own copy lies. */
  readonly folder: string
  readonly file: string
}

export function sdkOf(language: keyof typeof SDK): Sdk {
  const name = SDK[language]
  const folder = path.join(packageRoot(), 'templates', 'nodes', language)
  return { name, folder, file: path.join(folder, name) }
}

/** What a learner's folder gets of it: types as well, where an editor reads them. */
export function sdkFiles(style: LanguageStyle): readonly string[] {
  const { name, folder } = sdkOf(style)
  return style === 'javascript'
    ? [path.join(folder, name), path.join(folder, name.replace('.mjs', '.d.mts'))]
    : [path.join(folder, name)]
}

/** Whether there is a copy in the learner's folder: that one wins. */
export async function isThere(file: string): Promise<boolean> {
  return (await inspectFile(file)) === 'text'
}
