import path from 'node:path'
import { pathKind, readText, readTree, type TreeFile } from '../platform/tree.ts'
import { layerManifest } from './manifest.ts'
import type { Layer } from './template.ts'

/** Reads the layer in `folder`: `files/`, `slots/`, `merge/` and `layer.json`, each of them optional. */
export async function loadLayer(folder: string, id: string): Promise<Layer> {
  const part = (name: string): Promise<TreeFile[]> => readTreeIfAny(path.join(folder, name))
  const [files, slots, merges, removes] = await Promise.all([
    part('files'),
    part('slots'),
    part('merge'),
    readRemoves(path.join(folder, 'layer.json')),
  ])
  return {
    id,
    files,
    slots: new Map(slots.map((file) => [path.parse(file.path).name, file.text])),
    merges: new Map(merges.map((file) => [file.path, JSON.parse(file.text) as unknown])),
    removes,
  }
}

async function readRemoves(file: string): Promise<readonly string[]> {
  if ((await pathKind(file)) !== 'file') return []
  return layerManifest.parse(JSON.parse(await readText(file))).removes
}

async function readTreeIfAny(folder: string): Promise<TreeFile[]> {
  return (await pathKind(folder)) === 'folder' ? readTree(folder) : []
}
