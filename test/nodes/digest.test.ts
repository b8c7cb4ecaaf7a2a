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

  it('tells what a program in JavaScript keeps, wherever that is', async () => {
    const node = await nodeOf('javascript', 'node.mjs', JAVASCRIPT)
    const kinds = [
      ...['field', 'list', 'map', 'private', 'variable', 'klass', 'hidden', 'made', 'draw', 'past', 'call'],
      ...['bound', 'first', 'second', 'date', 'lib'],
    ]
    expect(await changes(node, ['same', ...kinds])).toEqual({
      ...Object.fromEntries(kinds.map((kind) => [kind, true])),
      same: false,
    })
    for (const type of ['promise', 'generator', 'weak']) {
      expect(await changes(node, [type, 'forget', 'same'])).toEqual({
        [type]: null,
        forget: null,
        same: false,
      })
    }
    const before = await digest(node)
    await node.tell({ type: 'field' })
    await node.nextLife({ life: 0 })
    await node.tell({ type: 'forget' })
    expect(await digest(node)).not.toBe(before)
  })

  it('tells what a program in Java keeps, wherever that is', async () => {
    const node = await nodeOf('java', 'Kept.java', JAVA)
    const kinds = ['field', 'list', 'map', 'variable', 'inner', 'draw', 'call', 'first', 'second', 'atomic']
    expect(await changes(node, ['same', ...kinds, 'foreign', 'forget', 'same'])).toEqual({
      ...Object.fromEntries(kinds.map((kind) => [kind, true])),
      ...{ same: false, foreign: null, forget: null },
    })
  })
})

const JAVA = `
import java.util.*;
import java.util.concurrent.atomic.AtomicInteger;

public class Kept extends CompendiumNode {
    static int total = 0;
    private int count = 0;
    private final List<Map<String, Set<Integer>>> queue = new ArrayList<>();
    private final Map<String, Part> parts = new TreeMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private Object held;
    private Runnable then;

    record Pair(String key, long value) {}

    static class Part {
        private Pair pair = new Pair("a", 1);
    }

    void onSame(Message m) { count += 0; }
    void onField(Message m) { count += 1; }
    void onList(Message m) { queue.add(Map.of("a", Set.of(1))); }
    void onMap(Message m) { parts.put("x", new Part()); }
    void onVariable(Message m) { total += 1; }
    void onInner(Message m) { parts.get("x").pair = new Pair("a", 2); }
    void onDraw(Message m) { random.nextInt(); }
    void onCall(Message m) { call("n1", body("type", "read"), reply -> reply(m, body("type", "x"))); }
    void onFirst(Message m) { int one = count; then = () -> total = one; }
    void onSecond(Message m) { int one = count + 1; then = () -> total = one; }
    void onAtomic(Message m) { ids.incrementAndGet(); }
    void onForeign(Message m) { held = new java.util.concurrent.locks.ReentrantLock(); }
    void onForget(Message m) { held = null; }

    public static void main(String[] args) { run(Kept.class); }
}
`

const JAVASCRIPT = `
import { createHash } from 'node:crypto'
import { EventEmitter } from 'node:events'
import { Node, run } from './compendium-node.mjs'

let total = 0
const makeCounter = () => {
  let count = 0
  return () => (count += 1)
}
const counter = makeCounter()
const digest = (text) => createHash('sha1').update(text).digest('hex')

class Kept extends Node {
  static shared = {}
  static #hidden = 1
  #secret = { a: [1] }
  count = 0
  queue = [{ a: new Set([1]) }]
  map = new Map()
  then = undefined
  held = undefined
  onSame() { this.count += 0 }
  onField() { this.count += 1 }
  onList() { this.queue[0].a.add(2) }
  onMap() { this.map.set('x', { y: 1 }) }
  onPrivate() { this.#secret.a.push(2) }
  onVariable() { total += 1 }
  onKlass() { Kept.shared.x = 1 }
  onHidden() { Kept.#hidden += 1 }
  onMade() { counter() }
  onDraw() { this.random() }
  onPast() { Math.random() }
  onCall(message) {
    let asked = 0
    this.call('n1', { type: 'read' }, () => { asked += 1; this.reply(message, { type: 'x', asked }) })
  }
  onBound() { this.then = this.onSame.bind(this, 5) }
  onFirst() { this.then = () => 1 }
  onSecond() { this.then = () => 2 }
  onDate() { this.held = new Date(5) }
  onLib() { this.held = digest('x') }
  onPromise() { this.held = Promise.resolve(1) }
  onGenerator() { this.held = [1, 2].values() }
  onWeak() { this.held = new WeakMap() }
  onForget() { this.held = undefined }
}

run(Kept)
`

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
