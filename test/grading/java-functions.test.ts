import { describe, expect, it } from 'vitest'
import { isFault } from '../../src/grading/fault.ts'
import { fileWith } from './helpers.ts'
import { hasJava, javaRunner } from './java-runner.ts'
import { callerContract, shape } from './value-contract.ts'

const MINUTE = 60_000

const loads = shape(['string'], 'int')
const finds = shape(['string', 'int'], 'string?')
const stores = shape(['string'], 'nothing')
const sure = shape([], 'float', false)
const anything = shape([], 'any')

/** A program whose types of functions are these. */
function caller(argument: string, given: string): string {
  return `import java.util.*;
import java.util.concurrent.Callable;
import java.util.function.*;

public class Caller {
    static class Options { ${given} load; }

    interface Load<V extends Number> extends Function<String, V> {}

    interface Store { boolean store(CharSequence key) throws Exception; }

    interface Twice { void first(String key); void second(String key); }

    Caller(Options options) {}

    public <T> long run(${argument} fn) { return 1; }
}
`
}

async function problem(
  contract: ReturnType<typeof callerContract>,
  text: string,
): Promise<readonly string[] | undefined> {
  const prepared = await javaRunner(await fileWith('Caller.java', text), contract)
  if (isFault(prepared)) throw new Error(prepared.message)
  const fault = await prepared.load()
  return fault === undefined ? undefined : [fault.message, ...fault.next]
}

describe.skipIf(!hasJava)('the type of a function in Java (skipped: no javac)', { concurrent: true }, () => {
  it.each([
    ['Load<Integer>', loads, 'DoubleSupplier', sure],
    ['ToIntFunction<? super String>', loads, 'Consumer<Object>', stores],
    ['Object', finds, 'BiFunction<String, Long, Optional<String>>', finds],
    ['Callable<? extends T>', anything, 'Function', stores],
    ['BiFunction<? super CharSequence, Object, ? extends String>', finds, 'Supplier<Double>', sure],
  ])('may be %s', { timeout: MINUTE }, async (argument, argumentShape, given, givenShape) => {
    const contract = callerContract('java', 'Caller.java', argumentShape, givenShape)
    expect(await problem(contract, caller(argument, given))).toBeUndefined()
  })

  it.each([
    ['Callable<Long>', loads, 'run(Function<String, Long>)'],
    ['Load<Double>', shape(['string'], 'int64'), 'run(Function<String, Long>)'],
    ['Function<? super Integer, Long>', loads, 'run(Function<String, Long>)'],
    ['BiFunction<String, Long, Long>', loads, 'run(Function<String, Long>)'],
    ['Function<String, String>', loads, 'run(Function<String, Long>)'],
    ['Runnable', shape([], 'int'), 'run(Callable<Long>) throws Exception'],
    ['BooleanSupplier', anything, 'run(Callable<T>) throws Exception'],
    ['Twice', stores, 'run(Consumer<String>)'],
  ])('is not %s', { timeout: MINUTE }, async (argument, argumentShape, asked) => {
    const contract = callerContract('java', 'Caller.java', argumentShape, sure)
    expect(await problem(contract, caller(argument, 'DoubleSupplier'))).toEqual([
      `Caller.java: run is written as long run(${argument})`,
      `The contract asks for ${asked.endsWith('(Callable<T>) throws Exception') ? '<T> ' : ''}long ${asked}`,
    ])
  })

  it.each([
    ['Store', stores, 'Consumer<String>'],
    ['Supplier<String>', sure, 'Supplier<Double>'],
    ['Object', finds, 'BiFunction<String, Long, Optional<String>>'],
  ])('is not %s in a field', { timeout: MINUTE }, async (given, givenShape, asked) => {
    const contract = callerContract('java', 'Caller.java', loads, givenShape)
    const [message] = (await problem(contract, caller('Load<Long>', given))) ?? []
    expect(message).toContain(`Options.load must be a ${asked}`)
  })

  it('of the given scheduler takes milliseconds and gives what cancels', { timeout: MINUTE }, async () => {
    const given = [{ name: 'load', kind: 'schedule', meaning: 'x' }] as const
    const contract = { ...callerContract('java', 'Caller.java', loads, sure), given: [...given] }
    const found = (type: string): Promise<readonly string[] | undefined> =>
      problem(contract, caller('Load<Long>', type))
    expect(await found('BiFunction<Integer, Callable<Void>, Runnable>')).toBeUndefined()
    for (const type of ['BiFunction<Long, Runnable, Long>', 'BiFunction']) {
      expect((await found(type))?.[0]).toContain(
        'Options.load must be a BiFunction<Long, Runnable, Runnable>',
      )
    }
  })
})
