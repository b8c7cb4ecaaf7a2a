import { readFile, symlink, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { execa } from 'execa'
import { describe, expect, test } from 'vitest'
import { emptyFolder, filesIn, generateShop } from './helpers.ts'

/** Of a machine on which pip has nowhere to look. */
const NO_INDEX = { PIP_NO_INDEX: '1', PIP_CONFIG_FILE: '/dev/null', PIP_FIND_LINKS: '' }

async function install(patterns: string) {
  const { dir } = await generateShop(await emptyFolder(), { minimal: false, patterns })
  const options = { cwd: dir, env: NO_INDEX, all: true, reject: false } as const
  return { dir, ...(await execa('python3', ['-m', 'tools.install'], options)) }
}

describe('the installer of a Python project', { timeout: 120_000 }, () => {
  test('says where there is no package index what Debian 12 does not have, and what to do', async () => {
    const { dir, exitCode, all } = await install('distributed-tracing')
    expect(exitCode, all).toBe(1)
    expect(all.split('\n').at(-1)).toBe(
      'Debian 12 has no packages of opentelemetry-api, opentelemetry-exporter-otlp-proto-http, opentelemetry-sdk, which this ' +
        'project needs: run this again where a package index can be reached (PyPI, or the one that PIP_INDEX_URL names).',
    )
    expect(await filesIn(dir)).not.toContain('.venv/installed')
  })

  test('leaves what a link in place of its environment leads to', async () => {
    const { dir } = await generateShop(await emptyFolder(), { minimal: false, patterns: 'none' })
    const shared = await emptyFolder()
    await writeFile(path.join(shared, 'kept'), '')
    await symlink(shared, path.join(dir, '.venv'))
    const code = 'import tools.install; tools.install.clear_away()'
    await execa('python3', ['-c', code], { cwd: dir })
    expect(await filesIn(shared)).toEqual(['kept'])
    expect(await filesIn(dir)).not.toContain('.venv/kept')
  })

  test('names them however they are spelt', async () => {
    const { dir } = await generateShop(await emptyFolder(), { minimal: false, patterns: 'none' })
    const code = 'import tools.install; print(tools.install.only_in_index())'
    const missing = async () => (await execa('python3', ['-c', code], { cwd: dir })).stdout
    expect(await missing()).toBe('[]')
    const file = path.join(dir, 'requirements.txt')
    const before = await readFile(file, 'utf8')
    await writeFile(file, `${before.replace('SQLAlchemy==', 'sqlalchemy==')}Not_There.Yet==1.0\n`)
    expect(await missing()).toBe("['not-there-yet']")
  })
})
