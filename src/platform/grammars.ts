import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import type * as TreeSitter from '@vscode/tree-sitter-wasm'
import { packageRoot } from './package-root.ts'

/** The grammars that the build installs beside the program; each is one file of WebAssembly. */
export type Grammar = 'python' | 'typescript' | 'tsx'

/** A parser of one language, and what queries of its trees are made with. */
export interface LoadedGrammar {
  readonly parse: (text: string) => TreeSitter.Tree
  readonly query: (source: string) => TreeSitter.Query
}

type Library = typeof TreeSitter

let started: Promise<Library> | undefined

/** Loads tree-sitter and a grammar, both from `dist/grammars`: nothing of them is in the bundle. */
export async function loadGrammar(grammar: Grammar): Promise<LoadedGrammar> {
  started ??= startLibrary()
  const library = await started
  const language = await library.Language.load(readFileSync(grammarFile(`tree-sitter-${grammar}.wasm`)))
  const parser = new library.Parser()
  parser.setLanguage(language)
  return {
    parse: (text) => {
      const tree = parser.parse(text)
      if (tree === null) throw new Error('tree-sitter returned no tree')
      return tree
    },
    query: (source) => new library.Query(language, source),
  }
}

async function startLibrary(): Promise<Library> {
  const file = grammarFile('tree-sitter.cjs')
  const library = createRequire(file)(file) as Library
  await library.Parser.init({ locateFile: grammarFile })
  return library
}

function grammarFile(name: string): string {
  return path.join(packageRoot(), 'dist', 'grammars', name)
}
