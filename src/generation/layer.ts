import path from 'node:path'
import { pathKind, readText, readTree, type TreeFile } from '../platform/tree.ts'
import { layerManifest } from './manifest.ts'
import type { Layer } from './template.ts'

/** Reads the layer in `folder`: `files/`, `slots/`, `merge/` and `layer.json`, each of them optional. */
export async function loadLayer(folder: string, id: string): Promise<Layer> {
  const part = (name: string): Promise<TreeFile[]> => readTreeIfAny(path.join(folder, name))
  const [files, slots, merges, manifest] = await Promise.all([
    part('files'),
    part('slots'),
    part('merge'),
    readManifest(path.join(folder, 'layer.json')),
  ])
  return {
    id,
    files,
    slots: new Map(slots.map((file) => [path.parse(file.path).name, file.text])),
    merges: new Map(merges.map((file) => [file.path, JSON.parse(file.text) as unknown])),
    ...manifest,
  }
}

async function readManifest(file: string): Promise<Pick<Layer, 'removes' | 'alone'>> {
  const text = (await pathKind(file)) === 'file' ? await readText(file) : '{}'
  return layerManifest.parse(JSON.parse(text))
}

async function readTreeIfAny(folder: string): Promise<TreeFile[]> {
  return (await pathKind(folder)) === 'folder' ? readTree(folder) : []
}
