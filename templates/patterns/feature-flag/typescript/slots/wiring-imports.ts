import { featureFlags } from './patterns/feature-flags/feature-flags.ts'
import { guardWrites } from './patterns/feature-flags/guard-writes.ts'
