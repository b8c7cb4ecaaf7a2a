import { describe, expect, it } from 'vitest'
import { gradeJava, guardedBucket } from './java-guarded.ts'
import { hasJava } from './java-runner.ts'

const MINUTE = 60_000

const WAYS: Readonly<Record<string, { fields: string; body: string }>> = {
  'a lock and a condition': {
    fields: `
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition freed = lock.newCondition();
    private boolean busy;`,
    body: `
        lock.lock();
        try {
            while (busy) freed.awaitUninterruptibly();
            busy = true;
        } finally {
            lock.unlock();
        }
        try {
            return what.get();
        } finally {
            lock.lock();
            try { busy = false; freed.signal(); } finally { lock.unlock(); }
        }`,
  },
  'compare-and-set in a loop': {
    fields: 'private final AtomicBoolean busy = new AtomicBoolean();',
    body: `
        while (!busy.compareAndSet(false, true)) Thread.onSpinWait();
        try { return what.get(); } finally { busy.set(false); }`,
  },
  'a concurrent map that computes': {
    fields: 'private final ConcurrentHashMap<String, Object> all = new ConcurrentHashMap<>();',
    body: `
        AtomicReference<T> found = new AtomicReference<>();
        all.compute("bucket", (key, old) -> { found.set(what.get()); return key; });
        return found.get();`,
  },
  'a stamped lock': {
    fields: 'private final StampedLock lock = new StampedLock();',
    body: 'long stamp = lock.writeLock(); try { return what.get(); } finally { lock.unlockWrite(stamp); }',
  },
  'one thread that owns the state': {
    fields: 'private final ExecutorService own = Executors.newSingleThreadExecutor();',
    body: `
        try { return own.submit(what::get).get(); }
        catch (InterruptedException | ExecutionException gone) { throw new IllegalStateException(gone); }`,
  },
  'wait and notify': {
    fields: 'private boolean busy;',
    body: `
        synchronized (this) {
            while (busy) { try { wait(); } catch (InterruptedException gone) { throw new IllegalStateException(gone); } }
            busy = true;
        }
        try { return what.get(); } finally { synchronized (this) { busy = false; notifyAll(); } }`,
  },
}

describe.skipIf(!hasJava)('threads of a Java program may be kept apart', { timeout: MINUTE }, () => {
  it.each(Object.keys(WAYS))('by %s', async (way) => {
    const { fields, body } = WAYS[way] ?? { fields: '', body: '' }
    const grade = await gradeJava('token-bucket', guardedBucket({ fields, body }))
    expect(grade.checks.filter(({ verdict }) => verdict !== 'pass')).toEqual([])
  })
})
