import { describe, expect, it } from 'vitest'
import { gradeJava, guardedBucket, javaReference } from './java-guarded.ts'
import { hasJava } from './java-runner.ts'

const MINUTE = 60_000

const unlocked = (text: string): string => text.replaceAll('synchronized ', '')

/** One of the components that threads share: each takes two compilations. */
describe.skipIf(!hasJava)('a cache in Java, shared by threads', { timeout: MINUTE }, () => {
  it('fails without its lock, and with it passes', async () => {
    const grade = await gradeJava('lru-cache', unlocked(javaReference('lru-cache')))
    const failing = grade.checks.filter(({ verdict }) => verdict !== 'pass').map(({ id }) => id)
    expect(failing).toEqual(['side-by-side'])
    expect(grade.diagnosis?.ids).toEqual(['unguarded'])
    expect((await gradeJava('lru-cache', javaReference('lru-cache'))).verdict).toBe('pass')
  })

  it('shows the same race again with the same seed', async () => {
    const text = unlocked(javaReference('lru-cache'))
    const [one, other] = [await gradeJava('lru-cache', text), await gradeJava('lru-cache', text)]
    expect({ ...one, replay: '', file: '' }).toEqual({ ...other, replay: '', file: '' })
  })
})

describe.skipIf(!hasJava)('a Java program that cannot be stopped everywhere', { timeout: MINUTE }, () => {
  it('is told as one that was not put to the test', async () => {
    // So long that a step before each access no longer fits into a method (64 KiB, JVMS 4.7.3).
    const long = `private int spent; private void spend() { ${'spent += 1; '.repeat(5000)} }`
    const text = javaReference('token-bucket').replace(
      'private void refill() {',
      `${long}\n    private void refill() { if (spent < 0) spend();`,
    )
    const grade = await gradeJava('token-bucket', text)
    expect(grade.verdict).toBe('weak')
    expect(grade.checks.find(({ id }) => id === 'side-by-side')).toMatchObject({
      verdict: 'weak',
      message: 'Never put to the test: the steps of TokenBucket cannot be interleaved.',
    })
  })
})

describe.skipIf(!hasJava)('threads of a Java program', { timeout: MINUTE }, () => {
  it('are stopped between two halves that have a lock each', async () => {
    const text = javaReference('token-bucket').replace(
      /public synchronized boolean tryAcquire\(int tokens\) \{[^}]*\}/,
      `public boolean tryAcquire(int tokens) {
        synchronized (this) { refill(); if (this.tokens < tokens) return false; }
        synchronized (this) { this.tokens -= tokens; return true; }
    }`,
    )
    expect(text).toContain('synchronized (this)')
    expect((await gradeJava('token-bucket', text)).diagnosis?.ids).toEqual(['unguarded'])
  })

  it.each([
    [
      'monitors',
      'synchronized (a) { synchronized (b) { return what.get(); } }',
      'synchronized (b) { synchronized (a) { return left(); } }',
    ],
    [
      'queues',
      'Object x = take(p), y = take(q); try { return what.get(); } finally { q.add(y); p.add(x); }',
      'Object y = take(q), x = take(p); try { return left(); } finally { p.add(x); q.add(y); }',
    ],
  ])('are seen to wait for each other in %s', async (_, body, available) => {
    const fields = `
    private final Object a = new Object(), b = new Object();
    private final BlockingQueue<Object> p = new ArrayBlockingQueue<>(1, true, List.of(a));
    private final BlockingQueue<Object> q = new ArrayBlockingQueue<>(1, true, List.of(b));
    private static Object take(BlockingQueue<Object> queue) {
        try { return queue.take(); } catch (InterruptedException gone) { throw new IllegalStateException(gone); }
    }`
    const grade = await gradeJava('token-bucket', guardedBucket({ fields, body, available }))
    expect(grade.diagnosis?.ids).toEqual(['deadlock'])
    expect(grade.checks.find(({ id }) => id === 'side-by-side')?.message).toMatch(
      /never came back \(line \d+\)/,
    )
  })
})
