import { readFile } from 'node:fs/promises'
import path from 'node:path'
import type { Plugin } from 'esbuild'

const WASM = /"data:application\/octet-stream;base64,([A-Za-z0-9+/=]{1000,})"/

/**
 * Makes Ink fit into CommonJS chunks, which V8's code cache works for: without top-level await, and
 * without the development tools that it would load when DEV is set.
 */
export function inkPlugin(root: string): Plugin {
  const yoga = path.join(root, 'node_modules', 'yoga-layout', 'dist')
  const parts: Readonly<Record<string, string>> = {
    'yoga:binary': path.join(yoga, 'binaries', 'yoga-wasm-base64-esm.js'),
    'yoga:wrap': path.join(yoga, 'src', 'wrapAssembly.js'),
    'yoga:enums': path.join(yoga, 'src', 'generated', 'YGEnums.js'),
  }
  return {
    name: 'ink',
    setup(build) {
      build.onResolve({ filter: /^yoga-layout$/ }, () => ({
        path: path.join(root, 'scripts', 'build', 'yoga-sync.js'),
      }))
      build.onResolve({ filter: /^yoga:/ }, ({ path: name }) => {
        const file = parts[name]
        return file === undefined ? undefined : { path: file }
      })
      build.onLoad({ filter: /yoga-wasm-base64-esm\.js$/ }, async ({ path: file }) => ({
        contents: exposeWasm(await readFile(file, 'utf8')),
      }))
      build.onLoad({ filter: /ink[\\/]build[\\/]reconciler\.js$/ }, async ({ path: file }) => ({
        contents: (await readFile(file, 'utf8')).replaceAll('isDev()', 'false'),
      }))
    },
  }
}

/** The binary is a string inside the package's loader; hands it out under a name of its own. */
function exposeWasm(source: string): string {
  const found = WASM.exec(source)?.[1]
  if (found === undefined) throw new Error('yoga-layout keeps its WebAssembly elsewhere in this version')
  return `${source.replace(found, '')}\nexport const wasmBase64 = ${JSON.stringify(found)}\n`
}
