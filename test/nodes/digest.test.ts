import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type LanguageName, prepared, Stepped } from './node-under-test.ts'

let folder = ''
const ends: (() => void)[] = []

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'digest-'))
})
afterAll(async () => {
  for (const end of ends) end()
  await rm(folder, { recursive: true })
})

/** A node of a program that is written down here. */
async function nodeOf(language: LanguageName, name: string, text: string): Promise<Stepped> {
  const place = path.join(folder, name.replace(/\W/g, '-'))
  await mkdir(place)
  const file = path.join(place, name)
  await writeFile(file, text)
  const made = await prepared(language, 'steps', file)
  const node = new Stepped(made)
  ends.push(() => node.kill(), made.dispose)
  await node.begin()
  return node
}

async function digest(node: Stepped): Promise<string | null> {
  return ((await node.ask({ digest: true })) as { digest: string | null }).digest
}

/** Whether the digest is another after each of these messages than it was before. */
async function changes(node: Stepped, types: readonly string[]): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const type of types) {
    const before = await digest(node)
    expect(await digest(node), 'asking changes nothing').toBe(before)
    await node.tell({ type })
    const after = await digest(node)
    found[type] = before === null || after === null ? null : before !== after
  }
  return found
}

describe('a digest', () => {
  it('tells what a program in Python keeps, wherever that is', async () => {
    const node = await nodeOf('python', 'node.py', PYTHON)
    const kinds = ['same', 'field', 'list', 'counter', 'variable', 'klass', 'default', 'slot', 'part', 'draw']
    expect(await changes(node, kinds)).toEqual({
      ...Object.fromEntries(kinds.map((kind) => [kind, true])),
      same: false,
    })
    expect(await changes(node, ['first'])).toEqual({ first: true })
    expect(await changes(node, ['second'])).toEqual({ second: true })
    expect(await changes(node, ['generator', 'forget', 'same'])).toEqual({
      generator: null,
      forget: null,
      same: false,
    })
  })
})

const PYTHON = `
import functools, itertools
from collections import deque
from compendium_node import Node, run

total = [0]

def add(one, held=[]):
    held.append(one)

class Part:
    __slots__ = ("value",)

class Kept(Node):
    shared = {}
    def __init__(self):
        super().__init__()
        self.count = 0
        self.queue = deque([{"a": {1, 2}}])
        self.ids = itertools.count(1)
        self.part = Part()
        self.part.value = 1
        self.then = None
        self.steps = None
    def on_same(self, m):
        self.count += 0
    def on_field(self, m):
        self.count += 1
    def on_list(self, m):
        self.queue[0]["a"].add(3)
    def on_counter(self, m):
        next(self.ids)
    def on_variable(self, m):
        total[0] += 1
    def on_klass(self, m):
        Kept.shared["x"] = 1
    def on_default(self, m):
        add(1)
    def on_slot(self, m):
        self.part.value = 2
    def on_part(self, m):
        self.then = functools.partial(add, 5)
    def on_draw(self, m):
        self.random.random()
    def on_first(self, m):
        self.then = lambda: 1
    def on_second(self, m):
        self.then = lambda: 2
    def on_generator(self, m):
        self.steps = (one for one in [1, 2])
    def on_forget(self, m):
        self.steps = None

run(Kept)
`
