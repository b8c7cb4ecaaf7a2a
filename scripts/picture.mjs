// node scripts/picture.mjs [--check]: see picture.ts, which needs the compiled program in dist/.
import { register } from 'tsx/esm/api'

register()
await import('./picture.ts')
