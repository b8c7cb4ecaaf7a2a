import { describe, expect, it } from 'vitest'
import { crashReason } from '../../../../src/grading/cluster/real/crash-reason.ts'

const reasonOf = (log: string, exitCode = 1) =>
  crashReason({ ending: { cause: 'exit', exitCode }, log, command: ['/no/such/program'] })

describe('why a node ended', () => {
  it.each([
    ['OSError: [Errno 98] Address already in use', /a port that it wants is in use/],
    ['Error: listen EADDRINUSE: address already in use :::8080', /a port that it wants is in use/],
    ["Error: Cannot find module 'express'", /it imports express, which is not there/],
    ['node.rb:1:in `require`: cannot load such file -- eventmachine (LoadError)', /imports eventmachine/],
    ['SyntaxError: Cannot use import statement outside a module', /name it \.mjs/],
    ['ReferenceError: require is not defined in ES module scope, you can', /uses require: name it \.cjs/],
    [
      '/tmp/n.js:3\nconst x\n      ^\n\nSyntaxError: Missing initializer',
      /n\.js cannot be read at line 3: SyntaxError/,
    ],
    ['env: \u2018pyhton3\u2019: No such file or directory', /there is no program pyhton3/],
    ["env: 'python3\\r': No such file or directory", /its lines end in CRLF/],
    ['Error: Could not find or load main class Main', /Java finds no class Main/],
    ['./node: error while loading shared libraries: libx.so.1: cannot', /needs the library libx\.so\.1/],
    ["./node: /lib/libc.so.6: version `GLIBC_2.38' not found", /linked with GLIBC_2\.38/],
    [
      'panic: assignment to entry in nil map\n\ngoroutine 1 [running]:\nmain.main()\n\t/tmp/x/node.go:12 +0x1d\nexit 2',
      /^panic: assignment to entry in nil map \(node\.go, line 12\)$/,
    ],
    [
      'Exception in thread "main" java.lang.NullPointerException: no\n\tat java.base/java.util.Map.of(Map.java:1)\n\tat Node.main(Node.java:7)',
      /^java\.lang\.NullPointerException: no \(Node\.java, line 7\)$/,
    ],
    ["thread 'main' panicked at src/main.rs:3:5:\nno peers", /^panic: no peers \(src\/main\.rs:3:5\)$/],
  ])('is read from %j', (log, words) => {
    expect(reasonOf(log)).toMatch(words)
  })

  it('is that it read no further, when it ended as if all were done', () => {
    expect(reasonOf('', 0)).toMatch(/goes on reading until its standard input ends/)
  })

  it('is not guessed', () => {
    expect(reasonOf('goodbye')).toBeUndefined()
  })
})
