import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { parse } from 'yaml'
import { exerciseSchema } from '../../src/corpus/exercise-schema.ts'
import { exerciseFolder } from '../../src/grading/exercise-files.ts'
import { gradeFile } from '../../src/grading/grade.ts'
import type { Grade } from '../../src/grading/verdict.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'compendium-java-threads-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function contractOf(slug: string) {
  const text = readFileSync(path.join(exerciseFolder(slug), 'exercise.yaml'), 'utf8')
  const contract = exerciseSchema.parse(parse(text))
  return { ...contract, shared: contract.shared || contract.may_share }
}

function fileOf(slug: string): string {
  return contractOf(slug).languages.java?.file ?? ''
}

export function javaReference(slug: string): string {
  return readFileSync(path.join(exerciseFolder(slug), 'solution', 'java', fileOf(slug)), 'utf8')
}

export function gradeJava(slug: string, text: string): Promise<Grade> {
  const dir = mkdtempSync(path.join(folder, 'program-'))
  const file = path.join(dir, fileOf(slug))
  writeFileSync(file, text)
  const contract = contractOf(slug)
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
