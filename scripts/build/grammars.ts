import { copyFile, mkdir } from 'node:fs/promises'
import path from 'node:path'

/**
 * Of the package with its many grammars only these files are shipped. The library stays outside the bundle and is CommonJS;
 * within a package of ES modules its name must say so.
 */
const FILES: Readonly<Record<string, string>> = {
  'tree-sitter.js': 'tree-sitter.cjs',
  'tree-sitter.wasm': 'tree-sitter.wasm',
  'tree-sitter-python.wasm': 'tree-sitter-python.wasm',
  'tree-sitter-typescript.wasm': 'tree-sitter-typescript.wasm',
  'tree-sitter-tsx.wasm': 'tree-sitter-tsx.wasm',
}

/** Puts tree-sitter and the grammars that rules for code are written for beside the program. */
export async function installGrammars(root: string, folder: string): Promise<void> {
  const packed = path.join(root, 'node_modules', '@vscode', 'tree-sitter-wasm')
  await mkdir(folder, { recursive: true })
  for (const [name, as] of Object.entries(FILES)) {
    await copyFile(path.join(packed, 'wasm', name), path.join(folder, as))
  }
  await copyFile(path.join(packed, 'LICENSE'), path.join(folder, 'LICENSE'))
}
