import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { gradeFile } from '../../src/grading/grade.ts'
import type { Grade } from '../../src/grading/verdict.ts'
import { sharedContractOf, solutionOf } from './contracts.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'compendium-java-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

export function javaReference(slug: string): string {
  return solutionOf(slug, 'java').text
}

export function gradeJava(slug: string, text: string): Promise<Grade> {
  const dir = mkdtempSync(path.join(folder, 'program-'))
  const file = path.join(dir, solutionOf(slug, 'java').name)
  writeFileSync(file, text)
  const contract = sharedContractOf(slug)
  return gradeFile({ file, cwd: dir, pattern: slug, contract, timeout: 30, now: () => performance.now() })
}

export interface Guard {
  /** Fields, and methods, of the guard. */
  readonly fields: string
  /** Runs `what.get()` and returns what it gives, with nobody else inside. */
  readonly body: string
  /** How the method `available` does it, if otherwise. */
  readonly available?: string
}

/** A token bucket whose methods are kept from each other in this way. */
export function guardedBucket({ fields, body, available = 'return guarded(this::left);' }: Guard): string {
  return `
import java.util.*;
import java.util.concurrent.*;
import java.util.concurrent.atomic.*;
import java.util.concurrent.locks.*;
import java.util.function.*;

public class TokenBucket {
    public static class Options {
        public int capacity = 10;
        public double refillPerSecond = 5;
        public LongSupplier clock = System::currentTimeMillis;
    }

    private final Options options;
    private double tokens;
    private long updatedAtMs;
    ${fields}

    public TokenBucket(Options options) {
        this.options = options;
        tokens = options.capacity;
        updatedAtMs = options.clock.getAsLong();
    }

    public boolean tryAcquire(int wanted) {
        return guarded(() -> take(wanted));
    }

    public int available() {
        ${available}
    }

    public Optional<Long> retryAfterMs(int wanted) {
        return guarded(() -> wait(wanted));
    }

    private <T> T guarded(Supplier<T> what) {
        ${body}
    }

    private boolean take(int wanted) {
        refill();
        if (tokens < wanted) return false;
        tokens -= wanted;
        return true;
    }

    private int left() {
        refill();
        return (int) tokens;
    }

    private Optional<Long> wait(int wanted) {
        if (wanted > options.capacity) return Optional.empty();
        refill();
        return Optional.of((long) Math.ceil(Math.max(0, wanted - tokens) * 1000 / options.refillPerSecond));
    }

    private void refill() {
        long nowMs = options.clock.getAsLong();
        tokens = Math.min(options.capacity, tokens + (nowMs - updatedAtMs) * options.refillPerSecond / 1000);
        updatedAtMs = nowMs;
    }
}
`
}
