import { describe, expect, it } from 'vitest'
import { junitXml } from '../../src/report/junit.ts'

describe('JUnit XML', () => {
  it('counts tests, failures and skipped cases', () => {
    const xml = junitXml({
      name: 'suite',
      cases: [
        { name: 'a' },
        { name: 'b', failure: { message: 'm', text: 't' } },
        { name: 'c', skipped: 'why' },
      ],
    })
    expect(xml).toContain('<testsuite name="suite" tests="3" failures="1" errors="0" skipped="1">')
    expect(xml).toContain('<failure message="m">t</failure>')
    expect(xml).toContain('<skipped message="why"/>')
    expect(xml).toContain('<testcase name="a" classname="suite"/>')
  })

  it('counts a case that failed and was skipped as failed only', () => {
    const xml = junitXml({
      name: 's',
      cases: [{ name: 'a', failure: { message: 'm', text: 't' }, skipped: 'x' }],
    })
    expect(xml).toContain('failures="1" errors="0" skipped="0"')
    expect(xml).not.toContain('<skipped')
  })

  it('escapes markup in text and attributes', () => {
    const xml = junitXml({
      name: 'a<b & "c"',
      cases: [{ name: `it's`, failure: { message: 'p99 < 250ms', text: ']]> & <x>' } }],
    })
    expect(xml).toContain('name="a&lt;b &amp; &quot;c&quot;"')
    expect(xml).toContain('message="p99 &lt; 250ms"')
    expect(xml).toContain(']]&gt; &amp; &lt;x&gt;')
  })

  it('keeps line breaks in attributes as references', () => {
    expect(junitXml({ name: 'a\nb\tc', cases: [] })).toContain('name="a&#10;b&#9;c"')
  })

  it('replaces what XML 1.0 cannot hold and keeps everything else', () => {
    const xml = junitXml({ name: 'n\u0000\u001b[31m\ud800\uffff', cases: [{ name: 'héllo 🎉\ud800' }] })
    expect(xml).toContain('name="n\uFFFD\uFFFD[31m\uFFFD\uFFFD"')
    expect(xml).toContain('name="héllo 🎉\uFFFD"')
  })

  it('gives the same bytes for the same suite', () => {
    const suite = { name: 's', cases: [{ name: 'a' }] }
    expect(junitXml(suite)).toBe(junitXml(suite))
  })
})
